import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// Gets files by http and https. Certificates are always checked; redirections are followed a few times.
///
/// This is the only home of the HTTP library.
package struct WebClient: Sendable {
    package struct Options: Sendable {
        /// Seconds to connect.
        package var connectTimeout: Int64 = 20
        /// Seconds without a byte.
        package var readTimeout: Int64 = 60
        package var proxies = ProxyRules { _ in nil }
        /// A file of certificates to trust instead of the machine's (`SSL_CERT_FILE`).
        package var certificates: String?
        /// Files of a certificate and its key, both PEM, by which this client shows who it is.
        package var identity: (certificate: String, key: String)?
        package var followsRedirections = true
        /// Connections to one server that are kept at most.
        package var connections = 8

        package init() {}
    }

    private let options: Options
    private let clients = ProxyClients()
    let name: String

    /// Runs `body` with a client, whose connections are closed afterwards.
    /// - Parameter agent: how it calls itself to servers: `basalt/1.0`.
    package static func with<Result>(
        _ options: Options, agent: String, _ body: (WebClient) async throws -> Result
    ) async throws -> Result {
        let client = WebClient(options: options, name: agent)
        do {
            let result = try await body(client)
            try await client.clients.shutdown()
            return result
        } catch {
            try? await client.clients.shutdown()
            throw error
        }
    }

    private init(options: Options, name: String) {
        self.options = options
        self.name = name
    }

    /// The library's client for a server: one that goes through its proxy, where it has one.
    func client(isSecure: Bool, host: String) throws(HTTPFailure) -> HTTPClient {
        let proxy = try options.proxies.proxy(isSecure: isSecure, host: host)
        return try clients.client(proxy) { () throws(HTTPFailure) in
            HTTPClient(configuration: try Self.configuration(options, proxy: proxy))
        }
    }

    /// Passes the body of the file at `url` on, part by part.
    /// - Parameter limit: bytes; a larger body is an error, told before it is read where the server says its size.
    /// - Returns: false where the server has no such file (404, 410).
    package func get<Failure: Error>(
        _ url: String, limit: UInt64, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) async throws -> Bool {
        let address = try Self.address(url)
        let client = try client(isSecure: address.isSecure, host: address.host)
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "User-Agent", value: name)
        // A compressed transfer would have other bytes than the file whose digest is known.
        request.headers.add(name: "Accept-Encoding", value: "identity")
        let response: HTTPClientResponse
        do { response = try await client.execute(request, deadline: .distantFuture) } catch {
            throw Self.failure(error)
        }
        switch response.status.code {
        case 200: break
        case 404, 410: return false
        case let code: throw HTTPFailure(.refused, "the server answered \(code) \(response.status.reasonPhrase)")
        }
        let announced = response.headers.first(name: "Content-Length").flatMap { UInt64($0) }
        if let announced, announced > limit { throw Self.tooLarge(limit) }
        var count: UInt64 = 0
        var parts = response.body.makeAsyncIterator()
        while true {
            let part: ByteBuffer?
            do { part = try await parts.next() } catch { throw Self.failure(error) }
            guard let part else { break }
            count += UInt64(part.readableBytes)
            guard count <= limit else { throw Self.tooLarge(limit) }
            try part.withUnsafeReadableBytes { try body($0) }
        }
        guard announced == nil || announced == count else {
            throw HTTPFailure(.cut, "the connection ended after \(count) of \(announced ?? 0) bytes")
        }
        return true
    }

    static func tooLarge(_ limit: UInt64) -> HTTPFailure {
        HTTPFailure(.tooLarge, "it holds more than the \(limit) bytes that are expected")
    }

    static func address(_ url: String) throws(HTTPFailure) -> (isSecure: Bool, host: String) {
        // The last one is followed by the path of a socket of this machine, its slashes as %2F.
        let schemes = ["https://", "http://", "http+unix://"]
        guard let scheme = schemes.first(where: url.hasPrefix) else {
            throw HTTPFailure(.badAddress, "it is no address that starts with http:// or https://")
        }
        let isSecure = scheme == schemes[0]
        let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let host = place.hasPrefix("[") ? place.prefix { $0 != "]" }.dropFirst() : place.prefix { $0 != ":" }
        guard !host.isEmpty else { throw HTTPFailure(.badAddress, "its address names no server") }
        return (isSecure, String(host))
    }

    private static func configuration(
        _ options: Options, proxy: ProxyRules.Proxy?
    ) throws(HTTPFailure) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let file = options.certificates { tls.trustRoots = .file(file) }
        if let identity = options.identity {
            do {
                tls.certificateChain = try NIOSSLCertificate.fromPEMFile(identity.certificate).map { .certificate($0) }
                tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: identity.key, format: .pem))
            } catch {
                throw HTTPFailure(
                    .untrusted,
                    "this client's own certificate `\(identity.certificate)` or its key cannot be read: \(error)")
            }
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: options.followsRedirections ? .follow(max: 5, allowCycles: false) : .disallow,
            timeout: .init(
                connect: .seconds(options.connectTimeout), read: .seconds(options.readTimeout)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.connections
        if let proxy {
            let authorization = proxy.credentials.map { text in
                let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return HTTPClient.Authorization.basic(
                    username: parts[0], password: parts.count > 1 ? parts[1] : "")
            }
            configuration.proxy = .server(host: proxy.host, port: proxy.port, authorization: authorization)
        }
        return configuration
    }

    /// The library's words, sorted into ours.
    static func failure(_ error: any Error) -> HTTPFailure {
        if let error = error as? HTTPFailure { return error }
        if let error = error as? HTTPClientError {
            switch error {
            case .invalidURL, .emptyHost, .emptyScheme: return HTTPFailure(.badAddress, "its address is malformed")
            case .readTimeout, .writeTimeout, .deadlineExceeded:
                return HTTPFailure(.timeout, "the server said nothing for too long")
            case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout:
                return HTTPFailure(.timeout, "no connection came about in time")
            case .remoteConnectionClosed: return HTTPFailure(.cut, "the server closed the connection too early")
            case .redirectLimitReached, .redirectCycleDetected:
                return HTTPFailure(.refused, "the server only leads from one address to another")
            case .proxyAuthenticationRequired: return HTTPFailure(.refused, "the proxy wants a user and a password")
            default: return HTTPFailure(.unreachable, error.shortDescription)
            }
        }
        if error is HTTPParserError { return HTTPFailure(.cut, "the connection ended before the answer did") }
        if error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError {
            return HTTPFailure(.untrusted, "the server's certificate is not trusted, or its TLS is broken (\(error))")
        }
        return HTTPFailure(.unreachable, "no connection: \(error)")
    }
}
