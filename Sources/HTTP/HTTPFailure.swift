/// Why a file could not be got.
package struct HTTPFailure: Error, Equatable, CustomStringConvertible {
    /// The closed list of reasons. The raw values are stable.
    package enum Code: String, Sendable, CaseIterable {
        /// The address is none that can be asked.
        case badAddress = "bad-address"
        /// No connection: name, network, proxy or port.
        case unreachable
        /// The server's certificate is not trusted.
        case untrusted
        /// Nothing came for too long.
        case timeout
        /// The connection ended before the body did.
        case cut
        /// The server answered with an error.
        case refused
        /// The body is larger than the caller allows.
        case tooLarge = "too-large"
    }

    package let code: Code
    /// A clause without the address: "the server answered 403".
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
}
