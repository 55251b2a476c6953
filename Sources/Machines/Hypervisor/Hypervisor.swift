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
        try HypervisorParts(architecture).hypervisor()
    }
}
