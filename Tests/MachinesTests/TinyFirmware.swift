import Foundation
import Machines
import Values

/// Firmware of some 20 bytes of code for a PC: says one text on the first serial port, then restarts or waits for ever.
/// It takes the place of UEFI in a machine, which then runs in a fraction of a second.
struct TinyFirmware {
    enum End {
        case restart, wait
    }

    /// 64 KiB, which the processor sees below 4 GiB: it starts 16 bytes before their end, in real mode.
    static func code(saying text: String, then end: End) -> [UInt8] {
        // mov si, 0x100; mov dx, 0x3f8; next: cs lodsb; test al, al; jz end; out dx, al; jmp next; end:
        let say: [UInt8] = [0xBE, 0x00, 0x01, 0xBA, 0xF8, 0x03, 0x2E, 0xAC, 0x84, 0xC0, 0x74, 0x03, 0xEE, 0xEB, 0xF7]
        let last: [UInt8] =
            switch end {
            case .restart: [0xB0, 0x06, 0xBA, 0xF9, 0x0C, 0xEE, 0xF4]  // mov al, 6; mov dx, 0xcf9; out dx, al; hlt
            case .wait: [0xFA, 0xF4, 0xEB, 0xFD]  // cli; again: hlt; jmp again
            }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        bytes.replaceSubrange(0..<(say + last).count, with: say + last)
        bytes.replaceSubrange(0x100..<(0x100 + text.utf8.count), with: text.utf8)
        bytes.replaceSubrange(0xFFF0..<0xFFF3, with: [0xE9, 0x0D, 0x00])  // jmp 0
        return bytes
    }

    /// A machine with this firmware and a blank image, which lie in a folder of their own.
    static func with(
        saying text: String, then end: End, _ body: (inout Machine, URL) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let image = folder.appendingPathComponent("image, of a test.raw")
            let code = folder.appendingPathComponent("code.fd")
            let variables = folder.appendingPathComponent("variables.fd")
            try Data(count: 1 << 20).write(to: image)
            try Data(Self.code(saying: text, then: end)).write(to: code)
            try Data(count: 64 << 10).write(to: variables)
            let found = try Hypervisor.find(.x86_64)
            let hypervisor = Hypervisor(
                architecture: .x86_64, program: found.program, imageTool: found.imageTool,
                firmware: Firmware(code: code.path, variables: variables.path))
            var settings = MachineSettings(image: image.path)
            settings.memory = ByteSize(bytes: 128 << 20)
            settings.userData = Array(#"{"ignition":{"version":"3.3.0"}}"#.utf8)
            settings.dataDisks = [.init(serial: "docker-sdf", content: .blank(ByteSize(bytes: 1 << 20)))]
            settings.consoleLog = folder.appendingPathComponent("console.log").path
            try await Machine.with(settings, on: hypervisor, by: .tcg) { machine in
                try await body(&machine, folder)
            }
        }
    }
}

/// A folder of its own, removed afterwards.
func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("basalt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}
