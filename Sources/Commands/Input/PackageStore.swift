import ArgumentParser
import Glibc
import HTTP
import Layers
import Values

/// Where packages and downloads are kept, and how they are got.
enum PackageStore {
    /// In the cache; without a home, in one for temporary files.
    static var store: ContentStore {
        ContentStore(root: (Environment.folders.cache ?? "/tmp/.cache/basalt") + "/packages")
    }

    /// Runs `body` with the network, or with none.
    static func withNetwork<Result>(
        isOffline: Bool, _ body: (any Downloader) async throws -> Result
    ) async throws -> Result {
        if isOffline { return try await body(NoNetwork()) }
        var options = WebClient.Options()
        options.proxies = ProxyRules { Environment[$0] }
        options.certificates = Environment.value("SSL_CERT_FILE")
        return try await WebClient.with(options, agent: "basalt/\(BasaltCommand.version)") { client in
            try await body(WebDownloader(client: client))
        }
    }
}

/// The web, in the words of layers.
struct WebDownloader: Downloader {
    let client: WebClient

    func download(
        _ url: String, limit: UInt64, _ body: (UnsafeRawBufferPointer) throws(LayerError) -> Void
    ) async throws(LayerError) -> Bool {
        do { return try await client.get(url, limit: limit, body) } catch let error as LayerError {
            throw error
        } catch let error as HTTPFailure {
            throw LayerError(.download, withoutLogin(url), error.reason, remedy: Self.remedy(error.code))
        } catch {
            throw LayerError(.download, withoutLogin(url), "\(error)", remedy: "check the network")
        }
    }

    private static func remedy(_ code: HTTPFailure.Code) -> String {
        switch code {
        case .badAddress: "check the address"
        case .unreachable: "check the network, and the proxy in `http_proxy` or `https_proxy`"
        case .untrusted: "check the address and this machine's clock; SSL_CERT_FILE names a company's own authority"
        case .timeout, .cut: "run it again; what has arrived whole is kept"
        case .refused: "check that this address may be read from here"
        case .tooLarge: "check the address: this is another file than the one that is meant"
        }
    }
}
