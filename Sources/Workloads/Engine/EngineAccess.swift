package import Fleet
package import HTTP

/// How engines are reached: directly, by TLS, or through a forwarded socket.
package struct EngineAccess: Sendable {
    let client: WebClient
    let usesTLS: Bool

    /// - Parameters:
    ///   - client: shows this user's certificate where `usesTLS`.
    ///   - usesTLS: whether engines on TCP want TLS.
    package init(_ client: WebClient, usesTLS: Bool) {
        self.client = client
        self.usesTLS = usesTLS
    }

    /// - Parameter socket: the socket that a tunnel brought here, for an engine behind ssh.
    package func engine(at address: EngineAddress, socket: String? = nil) throws(ServiceFailure) -> EngineClient {
        switch address {
        case .tcp(let host, let port): return engine(at: HostPort(host: host, port: port))
        case .unix(let path): return EngineClient(client, base: Self.base(socket: path))
        case .ssh(_, let host, _):
            guard let socket else {
                throw ServiceFailure(.unavailable, "no tunnel leads to the engine of \(host)")
            }
            return EngineClient(client, base: Self.base(socket: socket))
        }
    }

    func engine(at place: HostPort) -> EngineClient {
        EngineClient(client, base: "\(usesTLS ? "https" : "http")://\(place)")
    }

    private static func base(socket: String) -> String { "http+unix://" + socket.replacing("/", with: "%2F") }
}
