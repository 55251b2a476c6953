import Documents
package import Fleet
import Glibc
package import Machines
package import Values

/// The computer that this process runs on.
package struct ThisComputer: LocalComputer {
    private let program: String
    private let acceleration = KnownAcceleration()

    /// - Parameter program: path of `basalt` itself, which serves the machines' network and metadata.
    package init(program: String) { self.program = program }

    /// What works here, found out once: that takes seconds.
    private actor KnownAcceleration {
        private var known: Acceleration?

        func get(_ hypervisor: Hypervisor) async throws(MachineError) -> Acceleration {
            if let known { return known }
            let found = try await Acceleration.probe(hypervisor).acceleration
            known = found
            return found
        }
    }

    package func now() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }

    /// `MemAvailable` of proc(5).
    package func availableMemory() -> Int? {
        guard let stream = fopen("/proc/meminfo", "re") else { return nil }
        defer { fclose(stream) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), stream) != nil {
            let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            if words.first == "MemAvailable:", words.count > 1 { return Int(words[1]).map { $0 << 10 } }
        }
        return nil
    }

    package func freePort(_ wanted: UInt16?) -> UInt16? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (wanted ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        return isBound ? UInt16(bigEndian: address.sin_port) : nil
    }

    package func isSwitchRunning(_ folder: NetworkFolder) -> Bool { LocalSwitch(folder).isRunning }

    package func startSwitch(_ folder: NetworkFolder) async throws(ServiceFailure) {
        let instance = LocalSwitch(folder)
        guard !instance.answers() else { return }
        let words = [program, "local-switch", folder.path]
        try await asked { () async throws(MachineError) in
            try await DetachedProgram.start(words, log: "\(folder.path)/switch.log")
        }
        for _ in 0..<200 {
            if instance.answers() { return }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { break }
        }
        throw ServiceFailure(.unavailable, "the switch of `\(folder.path)` does not start: see `switch.log` there")
    }

    package func stopSwitch(_ folder: NetworkFolder) async throws(ServiceFailure) {
        guard await LocalSwitch(folder).end() else {
            throw ServiceFailure(.unavailable, "the switch of `\(folder.path)` does not end")
        }
        unlink(folder.switchSocket)
    }

    package func isRunning(_ machine: String) -> Bool { DetachedMachine(folder: machine).isRunning }

    package func start(
        _ machine: String, _ settings: MachineSettings, _ architecture: Architecture
    ) async throws(ServiceFailure) {
        try NetworkFolder.stored { () throws(StoreFailure) in try StoreFile.makeFolder(machine) }
        let acceleration = acceleration
        try await asked { () async throws(MachineError) in
            let hypervisor = try Hypervisor.find(architecture)
            try await DetachedMachine(folder: machine).start(
                settings, on: hypervisor, by: try await acceleration.get(hypervisor))
        }
    }

    package func stop(_ machine: String) async throws(ServiceFailure) {
        try await asked { () async throws(MachineError) in try await DetachedMachine(folder: machine).stop() }
    }

    package func remove(_ machine: String) { DetachedMachine(folder: machine).remove() }

    package func metadataCommand(_ machine: String) -> [String] { [program, "local-metadata", machine] }

    private func asked(_ body: () async throws(MachineError) -> Void) async throws(ServiceFailure) {
        do throws(MachineError) { try await body() } catch {
            let code: ServiceFailure.Code =
                switch error.code {
                case .missingImage: .image
                case .missingTool, .missingFirmware, .invalidSetting, .toolFailed: .refused
                default: .unavailable
                }
            throw ServiceFailure(code, "\(error.message); \(error.remedy)")
        }
    }
}
