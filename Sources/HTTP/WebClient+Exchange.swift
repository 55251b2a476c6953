import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension WebClient {
    /// An answer in memory, whatever its status says.
    package struct Answer: Sendable, Equatable {
        package let status: Int
        package let body: [UInt8]
    }

    /// Sends one request to the server itself, never through a proxy, and reads the whole answer.
    /// - Parameters:
    ///   - url: `http:`, `https:`, or `http+unix://` and a socket's path with its slashes as `%2F`.
    ///   - limit: bytes of the body; a larger one is an error.
    ///   - seconds: for the whole exchange.
    package func exchange(
        _ method: String, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        limit: Int, within seconds: Int64
    ) async throws(HTTPFailure) -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers.add(name: "User-Agent", value: name)
        for header in headers { request.headers.add(name: header.name, value: header.value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        do {
            let response = try await direct.execute(request, timeout: .seconds(seconds))
            var bytes: [UInt8] = []
            for try await part in response.body {
                guard bytes.count + part.readableBytes <= limit else { throw Self.tooLarge(UInt64(limit)) }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return Answer(status: Int(response.status.code), body: bytes)
        } catch {
            throw Self.failure(error)
        }
    }
}
