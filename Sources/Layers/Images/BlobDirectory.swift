import Archives
import Glibc

/// An OCI image layout in a directory.
///
/// Blobs may be symbolic links inside the layout, as builders make them that share blobs. One that leads out of it is
/// refused: a layout that came from elsewhere must not choose which files of this machine are read.
package struct BlobDirectory: BlobSource {
    package let name: String
    private let path: String

    package init(path: String) {
        self.path = path
        name = path
    }

    package func blob(_ path: String) throws(LayerError) -> (any Blob)? {
        let full = self.path + "/" + path
        let isInside: Bool
        do throws(ArchiveError) {
            guard let place = try Self.resolve(full), let root = try Self.resolve(self.path) else { return nil }
            isInside = root == [EntryPath.slash] || place.starts(with: root + [EntryPath.slash])
        } catch {
            throw LayerError(error, name, entry: Array(path.utf8))
        }
        guard isInside else {
            throw LayerError(
                .blobOutside, name, entry: Array(path.utf8), "it is a symbolic link that leads out of the image",
                remedy: "copy the image with its files, for instance with `cp -rL`")
        }
        return FileBlob(path: full)
    }

    /// The absolute path without links; nil where nothing is.
    private static func resolve(_ path: String) throws(ArchiveError) -> [UInt8]? {
        guard let resolved = withPath(Array(path.utf8), { realpath($0, nil) }) else {
            if errno == ENOENT { return nil }
            throw .system()
        }
        defer { free(resolved) }
        return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }
}
