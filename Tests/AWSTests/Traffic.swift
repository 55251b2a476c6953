import Documents
import HTTP
import Synchronization

/// Answers that were recorded, given in their order to the requests that they belong to.
final class Traffic: Sendable {
    private struct State {
        var asked: [String] = []
        var surprises: [String] = []
        var next = 0
    }

    private let exchanges: [Node]
    private let state = Mutex(State())

    /// - Parameter exchanges: each with the `method`, `url`, `headers` and action of the `body` that have to be sent, and
    ///   the `status` and `answer` that come back.
    init(_ exchanges: [Node]) { self.exchanges = exchanges }

    /// "PUT http://…", in their order.
    var asked: [String] { state.withLock { $0.asked } }
    /// What was sent in another way than recorded.
    var surprises: [String] { state.withLock { $0.surprises } }
    var isUsedUp: Bool { state.withLock { $0.next == exchanges.count } }

    @Sendable func answer(_ request: WebRequest) async throws(HTTPFailure) -> WebAnswer {
        let exchange = state.withLock { state -> Node? in
            state.asked.append("\(request.method) \(request.url)")
            guard state.next < exchanges.count else { return nil }
            let exchange = exchanges[state.next]
            state.next += 1
            state.surprises += Self.surprises(request, exchange)
            return exchange
        }
        guard let exchange else { throw HTTPFailure(.unreachable, "nothing more was recorded") }
        return WebAnswer(
            status: exchange["status"]?.integer ?? 0, headers: ["content-type": "text/plain"],
            body: Array((exchange["answer"]?.string ?? "").utf8))
    }

    private static func surprises(_ request: WebRequest, _ exchange: Node) -> [String] {
        var found: [String] = []
        let url = exchange["url"]?.string ?? ""
        if request.method != exchange["method"]?.string || ![url, url + "/"].contains(request.url) {
            found.append("\(request.method) \(request.url), not \(url)")
        }
        for header in exchange["headers"]?.mapping?.entries ?? []
        where !request.headers.contains(where: { $0.name.lowercased() == header.key && $0.value == header.value.string }
        ) {
            found.append("no header \(header.key): \(header.value.string ?? "")")
        }
        let body = String(decoding: request.body, as: UTF8.self).split(separator: "&")
        // The rest of a recorded body was made anonymous in some of the cases.
        for part in (exchange["body"]?.string ?? "").split(separator: "&")
        where part.hasPrefix("Action=") && !body.contains(part) {
            found.append("no \(part)")
        }
        return found
    }
}
