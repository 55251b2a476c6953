/// How a guest's instructions are run.
package enum Acceleration: String, Sendable {
    /// By the processor, through Linux's KVM.
    case kvm
    /// Translated: works everywhere, about ten times slower.
    case tcg

    /// - Note: multi-threaded TCG of QEMU 7.2 corrupts guests that use CMPXCHG16B, so that instruction is hidden.
    func arguments(_ architecture: Architecture) -> [String] {
        switch (self, architecture) {
        case (.kvm, _): ["-accel", "kvm", "-cpu", "host"]
        case (.tcg, .x86_64): ["-accel", "tcg,thread=multi", "-cpu", "max,-cx16"]
        case (.tcg, .aarch64): ["-accel", "tcg,thread=multi", "-cpu", "max"]
        }
    }
}
