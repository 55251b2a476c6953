package import Fleet
package import HTTP

/// The gates that ask a host itself.
package struct HostProbe: Sendable {
    private let client: WebClient
    private let directory: any HostDirectory
    /// Seconds that one probe may take: gates are asked again and again.
    private static let patience: Int64 = 5
    /// Bytes of an answer; more says nothing more.
    private static let limit = 1 << 20

    package init(_ client: WebClient, _ directory: any HostDirectory) {
        self.client = client
        self.directory = directory
    }

    /// What a gate says of a host now. Gates of the cluster and the cloud pass here: others answer them.
    package func reading(of gate: Gate, on id: String) async throws(ServiceFailure) -> GateReading {
        switch gate {
        case .http(let port, let path, _, _):
            return try await probe(id, port) { (place) async in await http(place, path) }
        case .tcp(let port, _):
            return try await probe(id, port) { (place) async in await TCPProbe.reading(of: place) }
        case .instanceStatus, .workloadJoined, .targetHealth, .command, .alarm: return .pass
        }
    }

    private func probe(
        _ id: String, _ port: Int, _ body: (HostPort) async -> GateReading
    ) async throws(ServiceFailure) -> GateReading {
        guard let place = try directory.endpoint(of: id, port: port) else {
            return .noData("nothing leads to port \(port) of \(id) from here")
        }
        return await body(place)
    }

    private func http(_ place: HostPort, _ path: String) async -> GateReading {
        let url = "http://\(place)\(path.hasPrefix("/") ? "" : "/")\(path)"
        do throws(HTTPFailure) {
            let answer = try await client.send(WebRequest(url: url, timeout: Self.patience, limit: Self.limit))
            return (200..<400).contains(answer.status) ? .pass : .fail("\(url) answered \(answer.status)")
        } catch {
            switch error.code {
            case .timeout: return .noData("\(url): \(error.reason)")
            // It answers, and more than anybody wants to read.
            case .tooLarge: return .pass
            default: return .fail("\(url): \(error.reason)")
            }
        }
    }
}
