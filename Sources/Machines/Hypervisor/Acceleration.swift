import Values

/// How a guest's instructions are run.
package enum Acceleration: String, Sendable {
    /// By the processor, through Linux's KVM.
    case kvm
    /// Translated: works everywhere, about ten times slower.
    case tcg

    /// - Parameter buffer: for translated instructions; nil for QEMU's choice.
    /// - Note: multi-threaded TCG of QEMU 7.2 corrupts guests that use CMPXCHG16B, so that instruction is hidden.
    func arguments(_ architecture: Architecture, buffer: ByteSize? = nil) -> [String] {
        guard self == .tcg else { return ["-accel", "kvm", "-cpu", "host"] }
        let size = buffer.map { ",tb-size=\($0.bytes >> 20)" } ?? ""
        return ["-accel", "tcg,thread=multi\(size)", "-cpu", architecture == .x86_64 ? "max,-cx16" : "max"]
    }
}
