package import Documents
package import Fleet
package import HTTP

/// Asks one Docker engine.
///
/// Paths carry no version, so that old and new engines take them; what is used here is the same since version 1.41.
/// Source: Docker Engine API reference.
package struct EngineClient: Sendable {
    private let client: WebClient
    private let base: String
    /// Seconds for one call; the largest answer in bytes: ten thousand tasks with their specifications.
    private static let patience: Int64 = 30
    private static let limit = 64 << 20

    /// - Parameter base: `http://HOST:PORT`, `https://HOST:PORT` or `http+unix://%2FSOCKET`.
    package init(_ client: WebClient, base: String) {
        self.client = client
        self.base = base
    }

    /// The answer's document; null for an answer without one.
    package func call(_ method: String, _ path: String, _ body: Node? = nil) async throws(ServiceFailure) -> Node {
        let headers = body == nil ? [] : [(name: "Content-Type", value: "application/json")]
        let answer: WebAnswer
        do throws(HTTPFailure) {
            answer = try await client.send(
                WebRequest(
                    method: method, url: base + path, headers: headers,
                    body: body.map { JSONWriter.bytes($0, .compact) } ?? [], timeout: Self.patience, limit: Self.limit))
        } catch {
            throw Self.failure(error)
        }
        guard (200..<300).contains(answer.status) else { throw Self.failure(answer) }
        guard !answer.body.isEmpty else { return JSON.null }
        guard let node = Record.read(answer.body, name: "engine") else {
            throw ServiceFailure(.unavailable, "the engine answers what is no JSON")
        }
        return node
    }

    private static func failure(_ error: HTTPFailure) -> ServiceFailure {
        switch error.code {
        case .untrusted: ServiceFailure(.credentials, "the engine: \(error.reason)")
        case .badAddress, .tooLarge: ServiceFailure(.refused, "the engine: \(error.reason)")
        case .unreachable, .timeout, .cut, .refused: ServiceFailure(.unavailable, "the engine: \(error.reason)")
        }
    }

    /// The engine's own words: `{"message": "…"}`. Tokens that they could hold are left out.
    private static func failure(_ answer: WebAnswer) -> ServiceFailure {
        let said = Record.read(answer.body, name: "engine")?["message"]?.string ?? "status \(answer.status)"
        let message = "the engine: \(withoutTokens(said))"
        let code: ServiceFailure.Code =
            switch answer.status {
            case 401, 403: .denied
            case 404: .notFound
            case 429: .throttled
            case 500... where said.contains("update out of sequence"): .unavailable
            // Conditions that pass: a node that is not down yet, a swarm without a leader for a moment.
            case 400..<500 where said.contains("is not down"): .unavailable
            case 500...: .unavailable
            default: .refused
            }
        return ServiceFailure(code, message)
    }

    private static func withoutTokens(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.contains("SWMTKN-") ? "(token)" : String($0) }.joined(separator: " ")
    }
}
