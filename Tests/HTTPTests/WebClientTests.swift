import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct `Getting files by http` {
    private static let content = [UInt8](repeating: 7, count: 100_000)

    /// What comes of asking for a path; nil where the server has no such file.
    private func get(
        _ path: String, limit: UInt64 = 1 << 30,
        _ change: (inout WebClient.Options, LoopbackServer) -> Void = { _, _ in }
    ) async throws -> (body: [UInt8]?, failure: HTTPFailure?, requests: [String]) {
        try await withTemporaryFolder { folder in
            try Data(Self.content).write(to: folder.appendingPathComponent("file"))
            let server = try LoopbackServer(folder)
            var options = WebClient.Options()
            // Long, since all other tests run meanwhile; a connection that is refused is tried again until its time
            // is over.
            options.connectTimeout = path.contains(":1/") ? 2 : 300
            options.readTimeout = path.hasPrefix("/silent") ? 1 : 600
            change(&options, server)
            var body: [UInt8] = []
            var failure: HTTPFailure?
            var isThere = false
            do {
                isThere = try await WebClient.with(options, agent: "test/1") { client in
                    try await client.get(path.hasPrefix("http") ? path : server.url + path, limit: limit) { body += $0 }
                }
            } catch { failure = try #require(error as? HTTPFailure) }
            return (isThere ? body : nil, failure, try server.stop())
        }
    }

    @Test func `gives their bytes, and follows a redirection`() async throws {
        for path in ["/file", "/moved/file"] {
            let isWhole = try await get(path).body == Self.content
            #expect(isWhole, "\(path)")
        }
    }

    @Test func `tells a file that is not there from a failure`() async throws {
        let result = try await get("/nothing")
        #expect(result.body == nil && result.failure == nil)
    }

    @Test(arguments: [
        ("/cut/file", HTTPFailure.Code.cut), ("/denied/file", .refused), ("/loop", .refused), ("/silent/x", .timeout),
        ("/endless/file", .tooLarge), ("ftp://127.0.0.1/x", .badAddress), ("http:///x", .badAddress),
        ("http://127.0.0.1:1/x", .unreachable),
    ])
    func `says what went wrong`(path: String, code: HTTPFailure.Code) async throws {
        let result = try await get(path, limit: 300_000)
        #expect(result.failure?.code == code, "\(String(describing: result.failure))")
    }

    @Test func `refuses a body that is announced to be too large before it reads it`() async throws {
        #expect(try await get("/file", limit: 1000).failure?.code == .tooLarge)
    }

    @Test func `goes through the proxy that the environment names, with its password`() async throws {
        let result = try await get("/file") { options, server in
            options.proxies = ProxyRules {
                $0 == "http_proxy" ? "http://us%40er:secret@127.0.0.1:\(server.port)/" : nil
            }
        }
        let isWhole = result.body == Self.content
        #expect(isWhole)
        let credentials = Data("us@er:secret".utf8).base64EncodedString()
        #expect(result.requests.first?.hasPrefix("CONNECT 127.0.0.1:") == true)
        #expect(result.requests.first?.hasSuffix("Basic \(credentials)") == true)
    }

    @Test(
        arguments: [
            (["https_proxy": "http://p:1"], true, "a.example", "p:1"),
            (["http_proxy": "http://p:1"], true, "a.example", nil),
            (["all_proxy": "p:1"], false, "a.example", "p:1"),
            (["http_proxy": "http://p:1", "no_proxy": "b.example, example"], false, "a.example", nil),
            (["http_proxy": "http://p:1", "no_proxy": ".example"], false, "a.example", nil),
            (["http_proxy": "http://p:1", "no_proxy": "ample"], false, "a.example", "p:1"),
            (["http_proxy": "http://p:1", "no_proxy": "*"], false, "a.example", nil),
            (["HTTP_PROXY": "http://p:1"], false, "a.example", nil),
            (["http_proxy": "http://[::1]:3"], false, "x", "::1:3"),
            (["http_proxy": "socks5://p:1"], false, "a.example", "refused"),
            (["http_proxy": "p:0"], false, "x", "refused"),
        ] as [([String: String], Bool, String, String?)])
    func `asks the proxy that curl would ask`(
        variables: [String: String], isSecure: Bool, host: String, expected: String?
    ) {
        let rules = ProxyRules { variables[$0] }
        do throws(HTTPFailure) {
            let proxy = try rules.proxy(isSecure: isSecure, host: host)
            #expect(proxy.map { "\($0.host):\($0.port)" } == expected)
        } catch { #expect(expected == "refused" && error.code == .badAddress) }
    }
}
