import AsyncHTTPClient
import Synchronization

/// The library's clients by the proxy that they use: each has one, and keeps its connections.
final class ProxyClients: Sendable {
    private let clients = Mutex<[ProxyRules.Proxy?: HTTPClient]>([:])

    /// - Parameter make: makes the client of a proxy that was not used yet.
    func client(
        _ proxy: ProxyRules.Proxy?, _ make: () throws(HTTPFailure) -> HTTPClient
    ) throws(HTTPFailure) -> HTTPClient {
        let present = clients.withLock { $0[proxy] }
        if let present { return present }
        let made = try make()
        let kept = clients.withLock { clients in
            if let other = clients[proxy] { return other }
            clients[proxy] = made
            return made
        }
        // Another task was faster.
        if kept !== made { made.shutdown { _ in } }
        return kept
    }

    func shutdown() async throws {
        let all = clients.withLock { clients in
            let all = Array(clients.values)
            clients = [:]
            return all
        }
        for client in all { try await client.shutdown() }
    }
}
