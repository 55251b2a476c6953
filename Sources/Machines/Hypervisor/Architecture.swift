/// A processor family that images are made for, as manifests spell it.
package enum Architecture: String, Sendable, CaseIterable {
    case x86_64
    case aarch64

    /// The one that this program was compiled for; nil for others.
    package static var host: Architecture? {
        #if arch(x86_64)
            .x86_64
        #elseif arch(arm64)
            .aarch64
        #else
            nil
        #endif
    }

    /// The board of QEMU's that images run on.
    var machineArguments: [String] {
        switch self {
        case .x86_64: ["-machine", "q35"]
        case .aarch64: ["-machine", "virt"]
        }
    }
}
