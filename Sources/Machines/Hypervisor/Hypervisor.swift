import Glibc

/// The programs and the firmware that run machines of one architecture.
package struct Hypervisor: Sendable, Equatable {
    package let architecture: Architecture
    /// Paths of `qemu-system-ARCHITECTURE` and `qemu-img`.
    package let program: String
    package let imageTool: String
    package let firmware: Firmware

    package init(architecture: Architecture, program: String, imageTool: String, firmware: Firmware) {
        self.architecture = architecture
        self.program = program
        self.imageTool = imageTool
        self.firmware = firmware
    }

    /// What is installed on this machine.
    /// - Throws: `missingTool` or `missingFirmware`, with the packages to install.
    package static func find(_ architecture: Architecture) throws(MachineError) -> Hypervisor {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return try find(architecture, path: path) {
            access($0, X_OK) == 0
        } isReadable: {
            access($0, R_OK) == 0
        }
    }

    /// - Parameter path: folders, separated by colons; the usual ones are searched after them.
    static func find(
        _ architecture: Architecture, path: String, isExecutable: (String) -> Bool, isReadable: (String) -> Bool
    ) throws(MachineError) -> Hypervisor {
        let folders = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") } + usualFolders
        func tool(_ name: String, _ packages: String) throws(MachineError) -> String {
            guard let found = folders.lazy.map({ "\($0)/\(name)" }).first(where: isExecutable) else {
                throw MachineError(
                    .missingTool, "`\(name)` is needed to run machines, and is not installed",
                    remedy: "install it: \(packages)")
            }
            return found
        }
        let program = try tool("qemu-system-\(architecture)", architecture.hypervisorPackages)
        let imageTool = try tool("qemu-img", "Debian `qemu-utils`, Fedora `qemu-img`, Homebrew `qemu`")
        let places = Firmware.places(architecture)
        guard let firmware = places.first(where: { isReadable($0.code) && isReadable($0.variables) }) else {
            throw MachineError(
                .missingFirmware,
                "images start by UEFI, and no firmware for \(architecture) machines is installed",
                remedy: "install it: \(architecture.firmwarePackages)")
        }
        return Hypervisor(architecture: architecture, program: program, imageTool: imageTool, firmware: firmware)
    }

    private static let usualFolders = [
        "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/home/linuxbrew/.linuxbrew/bin",
    ]
}

extension Architecture {
    fileprivate var hypervisorPackages: String {
        switch self {
        case .x86_64: "Debian `qemu-system-x86`, Fedora `qemu-system-x86-core`, Homebrew `qemu`"
        case .aarch64: "Debian `qemu-system-arm`, Fedora `qemu-system-aarch64-core`, Homebrew `qemu`"
        }
    }

    fileprivate var firmwarePackages: String {
        switch self {
        case .x86_64: "Debian `ovmf`, Fedora `edk2-ovmf`, Homebrew `qemu`"
        case .aarch64: "Debian `qemu-efi-aarch64`, Fedora `edk2-aarch64`, Homebrew `qemu`"
        }
    }
}
