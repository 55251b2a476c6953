import Testing

@testable import Machines

struct HypervisorTests {
    private func find(_ architecture: Architecture, _ installed: Set<String>) throws -> Hypervisor {
        try HypervisorParts(architecture, path: "relative:/opt/tools", isExecutable: installed.contains) {
            installed.contains($0)
        }.hypervisor()
    }

    private static let debian: Set = [
        "/usr/bin/qemu-system-x86_64", "/usr/bin/qemu-img", "/usr/share/OVMF/OVMF_CODE_4M.fd",
        "/usr/share/OVMF/OVMF_VARS_4M.fd", "/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd",
    ]

    @Test func `what Debian installs is found, the larger firmware first`() throws {
        let hypervisor = try find(.x86_64, Self.debian)
        #expect(hypervisor.program == "/usr/bin/qemu-system-x86_64" && hypervisor.imageTool == "/usr/bin/qemu-img")
        #expect(hypervisor.firmware.code == "/usr/share/OVMF/OVMF_CODE_4M.fd")
        #expect(hypervisor.firmware.variables == "/usr/share/OVMF/OVMF_VARS_4M.fd")
    }

    @Test func `what Fedora installs is found`() throws {
        let folder = "/usr/share/edk2/aarch64"
        let hypervisor = try find(
            .aarch64,
            [
                "/usr/bin/qemu-system-aarch64", "/usr/bin/qemu-img", "\(folder)/QEMU_EFI-pflash.raw",
                "\(folder)/vars-template-pflash.raw",
            ])
        #expect(hypervisor.firmware.code == "\(folder)/QEMU_EFI-pflash.raw")
    }

    @Test func `what Homebrew installs is found`() throws {
        let folder = "/opt/homebrew"
        let hypervisor = try find(
            .x86_64,
            [
                "\(folder)/bin/qemu-system-x86_64", "\(folder)/bin/qemu-img",
                "\(folder)/share/qemu/edk2-x86_64-code.fd", "\(folder)/share/qemu/edk2-i386-vars.fd",
            ])
        #expect(hypervisor.program == "\(folder)/bin/qemu-system-x86_64")
        #expect(hypervisor.firmware.variables == "\(folder)/share/qemu/edk2-i386-vars.fd")
    }

    @Test func `the search path comes before the usual folders, and relative folders are left out`() throws {
        let installed = Self.debian.union(["/opt/tools/qemu-img", "relative/qemu-img"])
        #expect(try find(.x86_64, installed).imageTool == "/opt/tools/qemu-img")
    }

    @Test(arguments: [
        ("/usr/bin/qemu-system-x86_64", MachineError.Code.missingTool, "qemu-system-x86"),
        ("/usr/bin/qemu-img", .missingTool, "qemu-utils"),
    ])
    func `a missing program is named with its packages`(
        _ program: String, _ code: MachineError.Code, _ package: String
    ) {
        let error = #expect(throws: MachineError.self) { try find(.x86_64, Self.debian.subtracting([program])) }
        #expect(error?.code == code && error?.remedy.contains("`\(package)`") == true)
    }

    @Test func `half of a firmware is none`() {
        let installed = Self.debian.filter { !$0.contains("VARS") }
        let error = #expect(throws: MachineError.self) { try find(.x86_64, installed) }
        #expect(error?.code == .missingFirmware && error?.remedy.contains("`ovmf`") == true)
    }
}
