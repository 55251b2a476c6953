import Archives

/// An OCI image layout in a directory.
package struct BlobDirectory: BlobSource {
    package let name: String
    private let path: String

    package init(path: String) {
        self.path = path
        name = path
    }

    package func blob(_ path: String) throws(LayerError) -> (any Blob)? {
        let full = self.path + "/" + path
        guard (try? FileStatus(Array(full.utf8), followsLinks: true)) != nil else { return nil }
        return FileBlob(path: full)
    }
}
