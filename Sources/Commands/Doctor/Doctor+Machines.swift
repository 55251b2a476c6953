import Machines

extension Doctor {
    func machines() async -> [Finding] {
        let parts = surroundings.hypervisor()
        var findings = [
            await tool("qemu-system-\(parts.architecture)", parts.program), await tool("qemu-img", parts.imageTool),
        ]
        switch parts.firmware {
        case .success(let firmware): findings.append(.ok("firmware", firmware.code))
        case .failure(let error): findings.append(.missing("firmware", error.message, remedy: error.remedy))
        }
        if let hypervisor = try? parts.hypervisor() { findings.append(await acceleration(hypervisor)) }
        findings.append(
            await program("setsid", remedy: "install it, for local fleets: Debian and Fedora `util-linux`"))
        return findings
    }

    private func tool(_ name: String, _ part: Result<String, MachineError>) async -> Finding {
        switch part {
        case .failure(let error): return .missing(name, "it is not installed", remedy: error.remedy)
        case .success(let path):
            return .ok(name, await surroundings.program(path, "--version").map(Self.words) ?? path)
        }
    }

    private func acceleration(_ hypervisor: Hypervisor) async -> Finding {
        do throws(MachineError) {
            let choice = try await surroundings.acceleration(hypervisor)
            guard let reason = choice.reason else { return .ok("kvm", "firmware was started with it") }
            return .limited(
                "kvm", "\(reason): machines are emulated, about ten times slower",
                remedy: "use a machine whose /dev/kvm this user may open, or wait longer")
        } catch { return .missing("kvm", error.message, remedy: error.remedy) }
    }
}
