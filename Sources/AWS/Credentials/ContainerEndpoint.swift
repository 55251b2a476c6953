import Documents

/// Where a container gets its credentials.
///
/// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
package struct ContainerEndpoint: Sendable, Equatable {
    package let url: String
    package let token: Token?

    package enum Token: Sendable, Equatable {
        case text(String)
        /// Read anew each time.
        case file(String)
    }

    /// The only hosts that may be asked without TLS.
    private static let local = ["127.0.0.1", "localhost", "169.254.170.2", "169.254.170.23", "[::1]", "[fd00:ec2::23]"]

    /// nil where this is no container with credentials.
    package init?(_ environment: AWSSurroundings) throws(AWSError) {
        if let path = environment.value("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            url = "http://169.254.170.2" + (path.hasPrefix("/") ? path : "/" + path)
        } else if let address = environment.value("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            let isLocal = Self.local.contains { host in
                [":", "/"].contains { address.hasPrefix("http://\(host)\($0)") } || address == "http://" + host
            }
            guard address.hasPrefix("https://") || isLocal else {
                throw AWSError(
                    .configuration,
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI names a host that credentials may not come from",
                    remedy: "use https, or an address of this machine")
            }
            url = address
        } else {
            return nil
        }
        if let file = environment.value("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            token = .file(file)
        } else {
            token = environment.value("AWS_CONTAINER_AUTHORIZATION_TOKEN").map { .text($0) }
        }
    }

    /// The value of the `Authorization` header; nil for none.
    func authorization(_ files: any FileAccess) throws(AWSError) -> String? {
        let text: String
        switch token {
        case nil: return nil
        case .text(let token): text = token
        case .file(let path):
            do throws(FileProblem) {
                text = String(decoding: try files.read(path, limit: 1 << 16), as: UTF8.self)
            } catch {
                throw AWSError(.noCredentials, "cannot read the token `\(path)`: \(error.reason)")
            }
        }
        guard !text.utf8.contains(0x0D), !text.utf8.contains(0x0A) else {
            throw AWSError(.configuration, "the container's authorization token holds a line break")
        }
        return text
    }
}
