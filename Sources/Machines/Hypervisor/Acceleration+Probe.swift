import Glibc

extension Acceleration {
    /// A choice, and why it is not the faster one.
    package struct Choice: Sendable, Equatable {
        package let acceleration: Acceleration
        /// A clause; nil for KVM.
        package let reason: String?
    }

    enum ProbeResult: Equatable {
        case started, overdue, failed
    }

    /// What works here. `/dev/kvm` may exist and hang its guests, or run only some instructions: a guest of a few
    /// instructions was seen to end where the firmware did not get through its first ones. So the firmware has to get to
    /// its boot manager.
    /// - Parameter deadline: for the firmware, which needs two seconds where KVM works.
    package static func probe(
        _ hypervisor: Hypervisor, deadline: Duration = .seconds(10)
    ) async throws(MachineError) -> Choice {
        guard hypervisor.architecture == .host else {
            return Choice(acceleration: .tcg, reason: "this machine's processor is another one")
        }
        guard access("/dev/kvm", R_OK | W_OK) == 0 else {
            return Choice(
                acceleration: .tcg,
                reason: errno == ENOENT ? "there is no /dev/kvm" : "/dev/kvm may not be opened by this user")
        }
        switch try await kvm.starts(hypervisor, deadline: deadline) {
        case .started: return Choice(acceleration: .kvm, reason: nil)
        case .overdue: return Choice(acceleration: .tcg, reason: "/dev/kvm exists, but hangs its guests")
        case .failed: return Choice(acceleration: .tcg, reason: "/dev/kvm exists, but cannot run the firmware")
        }
    }

    /// Whether a machine of nothing but the firmware gets to the boot manager, which names itself on the console.
    func starts(_ hypervisor: Hypervisor, deadline: Duration) async throws(MachineError) -> ProbeResult {
        let folder = try MachineFolder()
        defer { folder.remove() }
        let variables = try folder.copy(hypervisor.firmware.variables, to: "variables")
        var arguments = hypervisor.architecture.machineArguments + self.arguments(hypervisor.architecture)
        arguments += ["-m", "256M", "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
        arguments += ["-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"]
        arguments += hypervisor.firmware.arguments(variables: variables)
        let program = Program(path: hypervisor.program, deadline: deadline)
        let outcome = try await program.run(arguments, for: "find out how fast guests can run") {
            $0.contains("BdsDxe") || $0.contains("KVM internal error")
        }
        guard let outcome else { return .overdue }
        return outcome.lines.last?.contains("BdsDxe") == true ? .started : .failed
    }
}
