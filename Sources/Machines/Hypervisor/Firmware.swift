/// UEFI for QEMU, in two flash chips: the code, which is never written, and a template for the variables.
package struct Firmware: Sendable, Equatable {
    package let code: String
    package let variables: String

    package init(code: String, variables: String) {
        self.code = code
        self.variables = variables
    }

    /// Where packages put it, best first: raw files without Secure Boot, for images are not signed.
    package static func places(_ architecture: Architecture) -> [Firmware] {
        let packages =
            switch architecture {
            case .x86_64:
                [
                    ("/usr/share/OVMF", "OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd"),  // Debian 12 and later
                    ("/usr/share/OVMF", "OVMF_CODE.fd", "OVMF_VARS.fd"),  // Debian 11
                    ("/usr/share/edk2/ovmf", "OVMF_CODE.fd", "OVMF_VARS.fd"),  // Fedora
                    ("/usr/share/edk2/x64", "OVMF_CODE.4m.fd", "OVMF_VARS.4m.fd"),  // Arch
                ]
            case .aarch64:
                [
                    ("/usr/share/AAVMF", "AAVMF_CODE.no-secboot.fd", "AAVMF_VARS.fd"),  // Debian 13
                    ("/usr/share/AAVMF", "AAVMF_CODE.fd", "AAVMF_VARS.fd"),  // Debian 12
                    ("/usr/share/edk2/aarch64", "QEMU_EFI-pflash.raw", "vars-template-pflash.raw"),  // Fedora
                ]
            }
        let brewed =
            switch architecture {
            case .x86_64: ("edk2-x86_64-code.fd", "edk2-i386-vars.fd")
            case .aarch64: ("edk2-aarch64-code.fd", "edk2-arm-vars.fd")
            }
        let homebrew = ["/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew"].map {
            ("\($0)/share/qemu", brewed.0, brewed.1)
        }
        return (packages + homebrew).map { folder, code, variables in
            Firmware(code: "\(folder)/\(code)", variables: "\(folder)/\(variables)")
        }
    }

    /// - Parameter variables: the machine's own copy of them.
    func arguments(variables: String) -> [String] {
        [
            "-drive", "if=pflash,unit=0,format=raw,readonly=on,file=\(escaped(code))",
            "-drive", "if=pflash,unit=1,format=raw,file=\(escaped(variables))",
        ]
    }
}
