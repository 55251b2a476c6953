import Glibc

/// What of a hypervisor is installed, part by part.
package struct HypervisorParts: Sendable {
    package let architecture: Architecture
    package let program: Result<String, MachineError>
    package let imageTool: Result<String, MachineError>
    package let firmware: Result<Firmware, MachineError>

    /// Those of this machine.
    package init(_ architecture: Architecture) {
        self.init(architecture, path: getenv("PATH").map { String(cString: $0) } ?? "") {
            access($0, X_OK) == 0
        } isReadable: {
            access($0, R_OK) == 0
        }
    }

    /// - Parameter path: folders, separated by colons; the usual ones are searched after them.
    init(
        _ architecture: Architecture, path: String, isExecutable: (String) -> Bool, isReadable: (String) -> Bool
    ) {
        let folders = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") } + Self.usualFolders
        func tool(_ name: String, _ packages: String) -> Result<String, MachineError> {
            if let found = folders.lazy.map({ "\($0)/\(name)" }).first(where: isExecutable) { return .success(found) }
            return .failure(
                MachineError(
                    .missingTool, "`\(name)` is needed to run machines, and is not installed",
                    remedy: "install it: \(packages)"))
        }
        self.architecture = architecture
        program = tool("qemu-system-\(architecture)", architecture.hypervisorPackages)
        imageTool = tool("qemu-img", "Debian `qemu-utils`, Fedora `qemu-img`, Homebrew `qemu`")
        let place = Firmware.places(architecture).first { isReadable($0.code) && isReadable($0.variables) }
        firmware =
            place.map { .success($0) }
            ?? .failure(
                MachineError(
                    .missingFirmware,
                    "images start by UEFI, and no firmware for \(architecture) machines is installed",
                    remedy: "install it: \(architecture.firmwarePackages)"))
    }

    package init(
        architecture: Architecture, program: Result<String, MachineError>, imageTool: Result<String, MachineError>,
        firmware: Result<Firmware, MachineError>
    ) {
        (self.architecture, self.program, self.imageTool, self.firmware) = (architecture, program, imageTool, firmware)
    }

    /// The hypervisor, where nothing is missing.
    package func hypervisor() throws(MachineError) -> Hypervisor {
        Hypervisor(
            architecture: architecture, program: try program.get(), imageTool: try imageTool.get(),
            firmware: try firmware.get())
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
