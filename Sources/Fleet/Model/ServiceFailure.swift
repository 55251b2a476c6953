import Documents

/// Why a call to the cloud or the cluster did not do what was asked. The code is the provider's closed reading of its
/// service's errors; the engine decides by it alone.
package struct ServiceFailure: Error, Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        /// Asked too often: the same call again, later.
        case throttled
        /// 5xx, reset or time-out: what was asked may have been done.
        case unavailable
        /// No machine of this type in this zone.
        case capacity
        /// The account's limit of machines or processors.
        case quota
        /// The subnet has no address left.
        case addresses
        /// The image is deregistered, or not shared with the account.
        case image
        /// The key that encrypts the volume refuses.
        case key
        /// The launch template's version is gone.
        case template
        /// The instance profile cannot be seen yet.
        case profile
        /// The idempotency token was used with other parameters.
        case tokenMismatch = "token-mismatch"
        case notFound = "not-found"
        /// Termination protection.
        case protected
        /// The caller may not do this.
        case denied
        case credentials
        /// Refused for another reason; the same call will be refused again.
        case refused
    }

    package let code: Code
    /// The service's words, without secrets.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message as it may stand in journals and reports: short, and without what looks like a secret.
    package var words: String { shortened(message, to: 200) }

    /// Whether the same call may succeed later without anybody doing anything.
    package var isTransient: Bool { [.throttled, .unavailable, .profile].contains(code) }
}
