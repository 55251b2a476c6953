/// A guest of a few instructions, which shows whether an accelerator runs guests at all.
struct ProbeGuest {
    enum Result: Equatable {
        case finished, overdue, failed
    }

    private let architecture: Architecture
    private let code: [UInt8]

    /// Switches its machine off at once.
    static func exiting(_ architecture: Architecture) -> ProbeGuest {
        switch architecture {
        case .x86_64:
            // mov al, 0x10; out 0xf4, al (isa-debug-exit ends QEMU with 2 × 16 + 1); jmp $
            ProbeGuest(architecture, [0xB0, 0x10, 0xE6, 0xF4, 0xEB, 0xFE])
        case .aarch64:
            // mov w0, #0x84000008 (PSCI SYSTEM_OFF, in two steps); hvc #0; b .
            ProbeGuest(
                architecture,
                [0x00, 0x01, 0x80, 0x52, 0x00, 0x80, 0xB0, 0x72, 0x02, 0x00, 0x00, 0xD4, 0x00, 0x00, 0x00, 0x14])
        }
    }

    /// Runs for ever.
    static func looping(_ architecture: Architecture) -> ProbeGuest {
        switch architecture {
        case .x86_64: ProbeGuest(architecture, [0xEB, 0xFE])
        case .aarch64: ProbeGuest(architecture, [0x00, 0x00, 0x00, 0x14])
        }
    }

    private init(_ architecture: Architecture, _ code: [UInt8]) {
        self.architecture = architecture
        self.code = code
    }

    func run(
        _ hypervisor: Hypervisor, by acceleration: Acceleration, deadline: Duration
    ) async throws(MachineError) -> Result {
        let folder = try MachineFolder()
        defer { folder.remove() }
        let file = try folder.write(bytes, to: "guest")
        let program = Program(path: hypervisor.program, deadline: deadline)
        let arguments = ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-m", "128M"]
        let outcome = try await program.run(
            arguments + acceleration.arguments(architecture) + machine(file), for: "find out how fast guests can run")
        guard let outcome else { return .overdue }
        return outcome.status == (architecture == .x86_64 ? 33 : 0) ? .finished : .failed
    }

    /// On a PC firmware: 64 KiB below 4 GiB, which start 16 bytes before their end, in real mode. On ARM plain code at the
    /// start of the memory.
    private var bytes: [UInt8] {
        switch architecture {
        case .x86_64: [UInt8](repeating: 0, count: 0xFFF0) + code + [UInt8](repeating: 0, count: 16 - code.count)
        case .aarch64: code
        }
    }

    private func machine(_ file: String) -> [String] {
        switch architecture {
        case .x86_64: ["-machine", "q35", "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04", "-bios", file]
        case .aarch64:
            ["-machine", "virt", "-device", "loader,file=\(escaped(file)),addr=0x40000000,cpu-num=0,force-raw=on"]
        }
    }
}
