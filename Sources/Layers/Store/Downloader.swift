package import Values

/// Gets files from the network.
package protocol Downloader: Sendable {
    /// Passes the body of the file at `url` on, part by part.
    /// - Parameter limit: a body of more bytes is an error.
    /// - Returns: false where the server says that there is no such file.
    func download(
        _ url: String, limit: UInt64, _ body: (UnsafeRawBufferPointer) throws(LayerError) -> Void
    ) async throws(LayerError) -> Bool
}

/// The network as `--offline` leaves it.
package struct NoNetwork: Downloader {
    package init() {}

    package func download(
        _ url: String, limit: UInt64, _ body: (UnsafeRawBufferPointer) throws(LayerError) -> Void
    ) async throws(LayerError) -> Bool {
        throw LayerError(
            .offline, url, "it is not in the package store, and the network must not be used",
            remedy: "run it once without --offline")
    }
}

extension ContentStore {
    /// Gets a file into the store, unless it is there.
    /// - Parameters:
    ///   - size: bytes of the file, where they are known; a larger one is cut short.
    ///   - limit: what a file of unknown size must not exceed.
    /// - Returns: false where the server has no such file.
    package func fetch(
        _ url: String, digest: Digest, size: UInt64?, limit: UInt64 = 64 << 30, from network: some Downloader
    ) async throws(LayerError) -> Bool {
        if file(digest, size: size) != nil { return true }
        let file = try create()
        guard try await network.download(url, limit: size ?? limit, { part throws(LayerError) in try file.write(part) })
        else { return false }
        let found = try file.commit(expecting: digest)
        guard found == digest else {
            throw LayerError(
                .wrongDigest, url, "its \(file.count) bytes have the digest \(found), not \(digest)",
                remedy: "check the address and the digest; a mirror that is being updated is right again later")
        }
        return true
    }
}
