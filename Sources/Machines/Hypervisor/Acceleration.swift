import Glibc

/// How a guest's instructions are run.
package enum Acceleration: String, Sendable {
    /// By the processor, through Linux's KVM.
    case kvm
    /// Translated: works everywhere, about ten times slower.
    case tcg

    /// A choice, and why it is not the faster one.
    package struct Choice: Sendable, Equatable {
        package let acceleration: Acceleration
        /// A clause; nil for KVM.
        package let reason: String?
    }

    /// What works here. `/dev/kvm` may exist and hang every guest, so a tiny one has to finish first.
    /// - Parameter deadline: for that guest, which needs a tenth of a second where KVM works.
    package static func probe(
        _ hypervisor: Hypervisor, deadline: Duration = .seconds(5)
    ) async throws(MachineError) -> Choice {
        guard hypervisor.architecture == .host else {
            return Choice(acceleration: .tcg, reason: "this machine's processor is another one")
        }
        guard access("/dev/kvm", R_OK | W_OK) == 0 else {
            return Choice(
                acceleration: .tcg,
                reason: errno == ENOENT ? "there is no /dev/kvm" : "/dev/kvm may not be opened by this user")
        }
        switch try await ProbeGuest.exiting(hypervisor.architecture).run(hypervisor, by: .kvm, deadline: deadline) {
        case .finished: return Choice(acceleration: .kvm, reason: nil)
        case .overdue: return Choice(acceleration: .tcg, reason: "/dev/kvm exists, but hangs its guests")
        case .failed: return Choice(acceleration: .tcg, reason: "/dev/kvm exists, but QEMU cannot use it")
        }
    }

    /// - Note: multi-threaded TCG of QEMU 7.2 corrupts guests that use CMPXCHG16B, so that instruction is hidden.
    func arguments(_ architecture: Architecture) -> [String] {
        switch (self, architecture) {
        case (.kvm, _): ["-accel", "kvm", "-cpu", "host"]
        case (.tcg, .x86_64): ["-accel", "tcg,thread=multi", "-cpu", "max,-cx16"]
        case (.tcg, .aarch64): ["-accel", "tcg,thread=multi", "-cpu", "max"]
        }
    }
}
