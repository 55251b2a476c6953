import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension WebClient {
    /// Sends a request once and takes its whole answer, whatever its status is. Redirections are followed as the options
    /// say.
    package func send(_ request: WebRequest) async throws(HTTPFailure) -> WebAnswer {
        let address = try Self.address(request.url)
        let client = try client(isSecure: address.isSecure, host: address.host)
        var message = HTTPClientRequest(url: request.url)
        message.method = .RAW(value: request.method)
        for header in request.headers { message.headers.add(name: header.name, value: header.value) }
        if !message.headers.contains(name: "User-Agent") { message.headers.add(name: "User-Agent", value: name) }
        if !request.body.isEmpty { message.body = .bytes(ByteBuffer(bytes: request.body)) }
        do {
            let response = try await client.execute(message, timeout: .seconds(request.timeout))
            var body = try await response.body.collect(upTo: request.limit)
            var headers: [String: String] = [:]
            for header in response.headers {
                let name = header.name.lowercased()
                headers[name] = headers[name].map { "\($0),\(header.value)" } ?? header.value
            }
            return WebAnswer(
                status: Int(response.status.code), headers: headers,
                body: body.readBytes(length: body.readableBytes) ?? [])
        } catch is NIOTooManyBytesError { throw Self.tooLarge(UInt64(request.limit)) } catch {
            throw Self.failure(error)
        }
    }
}
