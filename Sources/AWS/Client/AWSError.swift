/// Why a call did not do what was asked.
package struct AWSError: Error, Equatable, CustomStringConvertible {
    /// The closed list of reasons. The raw values are stable.
    package enum Kind: String, Sendable, CaseIterable {
        /// There are no credentials, or they cannot be had.
        case noCredentials = "no-credentials"
        /// The credentials are wrong or have expired.
        case badCredentials = "bad-credentials"
        /// The credentials do not permit it.
        case denied
        /// What is asked for is not there, or not yet.
        case notFound = "not-found"
        /// Too many calls, for too long.
        case throttled
        /// A quota of the account.
        case quota
        /// The service refused the request for another reason.
        case refused
        /// The service failed, or its answer makes no sense.
        case service
        /// No connection, or none that lasted.
        case unreachable
        /// The configuration says what cannot be.
        case configuration
        case cancelled
    }

    package let kind: Kind
    /// The service's own code: `InvalidAMIName.Duplicate`; empty where it said none.
    package let code: String
    /// What, where and why: "CopyImage in eu-west-1: …".
    package let message: String
    /// What the user can do, in the imperative.
    package let remedy: String?
    /// Whether the call may have had its effect although it failed: an answer was lost, now or at an earlier attempt.
    package internal(set) var isUncertain: Bool

    package init(
        _ kind: Kind, code: String = "", _ message: String, remedy: String? = nil, isUncertain: Bool = false
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.remedy = remedy
        self.isUncertain = isUncertain
    }

    package var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
