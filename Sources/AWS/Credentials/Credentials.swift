package import Values

/// Keys to sign with. They are never part of a message: `description` shows the access key only.
package struct Credentials: Sendable, Equatable, CustomStringConvertible {
    package let accessKey: String
    package let secretKey: String
    package let sessionToken: String?
    /// nil for keys that last.
    package let expiration: Timestamp?

    package init(accessKey: String, secretKey: String, sessionToken: String? = nil, expiration: Timestamp? = nil) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    package var description: String { "credentials of \(accessKey)" }
}
