package import AWS

/// Why an image was not published, promoted, or removed.
package struct PublishError: Error, Equatable, CustomStringConvertible {
    /// The closed list of reasons. The raw values are stable.
    package enum Code: String, Sendable, CaseIterable {
        /// The image was not tested, or did not pass.
        case untested
        /// The version is there with other bytes.
        case versionExists = "version-exists"
        /// The disk is not the one that was built.
        case diskChanged = "disk-changed"
        /// What is asked for cannot be: a region twice, an account that is none.
        case invalidRequest = "invalid-request"
        /// The image cannot be published as it is.
        case invalidImage = "invalid-image"
        /// Another run publishes the same image.
        case locked
        /// The journal or the manifest cannot be written or read.
        case record
        /// AWS does not permit it, or the credentials are bad.
        case notPermitted = "not-permitted"
        /// AWS did not do it.
        case service
        /// It took too long.
        case deadline
        /// What was published is not what is there now.
        case difference
        case interrupted
    }

    package let code: Code
    /// What is wrong, where and why.
    package let message: String
    /// What the user can do, in the imperative.
    package let remedy: String?

    package init(_ code: Code, _ message: String, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    package init(_ error: AWSError) {
        let code: Code =
            switch error.kind {
            case .denied, .noCredentials, .badCredentials: .notPermitted
            case .cancelled: .interrupted
            case .configuration: .invalidRequest
            default: .service
            }
        self.init(code, error.message, remedy: error.remedy)
    }

    package var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
