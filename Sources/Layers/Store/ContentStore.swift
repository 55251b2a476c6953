import Archives
import Glibc
package import Values

/// Files by the SHA-256 of their bytes, in a directory that any number of processes may use at once.
///
///     ROOT/sha256/HEX       a file, complete and never changed
///     ROOT/.tmp.NAME        a file that is being written, or was when its process was killed
///
/// A file gets its name only when its bytes are on disk and have been checked. Whoever reads one checks its bytes
/// again, since disks and people change files.
package struct ContentStore: Sendable {
    package let root: String

    package init(root: String) { self.root = root }

    package func path(_ digest: Digest) -> String { "\(root)/sha256/\(digest.hexadecimal)" }

    /// The file of this digest; nil where there is none, or one of another size.
    package func file(_ digest: Digest, size: UInt64? = nil, name: String? = nil) -> FileBlob? {
        let blob = FileBlob(path: path(digest), name: name ?? path(digest))
        guard let found = blob.size, size == nil || size == found else { return nil }
        return blob
    }

    /// All bytes of a file, checked; nil where there is none, or where its bytes are not what they must be: such a
    /// file is removed, so that it is got again.
    package func read(_ digest: Digest, limit: Int) throws(LayerError) -> [UInt8]? {
        guard let blob = file(digest) else { return nil }
        do throws(ArchiveError) {
            let bytes = DigestingBytes(try blob.open())
            let result = try bytes.readAll(limit: limit)
            if Digest(bytes: bytes.digest()) == digest { return result }
        } catch { throw LayerError(error, blob.name) }
        try remove(digest)
        return nil
    }

    /// Whether a file is there and its bytes are what they must be; one that is damaged is removed.
    package func verify(_ digest: Digest) throws(LayerError) -> Bool {
        guard let blob = file(digest) else { return false }
        do throws(ArchiveError) {
            let bytes = DigestingBytes(try blob.open())
            try bytes.drain()
            if Digest(bytes: bytes.digest()) == digest { return true }
        } catch { throw LayerError(error, blob.name) }
        try remove(digest)
        return false
    }

    /// A new file to write to; it stays invisible until it is committed.
    package func create() throws(LayerError) -> StoreFile {
        try Self.makeFolder(root + "/sha256")
        return try StoreFile(store: self)
    }

    /// Keeps bytes that are in memory.
    package func add(_ bytes: [UInt8]) throws(LayerError) -> Digest {
        let file = try create()
        var problem: LayerError?
        bytes.withUnsafeBytes { bytes in
            do throws(LayerError) { try file.write(bytes) } catch { problem = error }
        }
        if let problem { throw problem }
        return try file.commit()
    }

    /// The digest of bytes, without keeping them.
    package func digest(of bytes: [UInt8]) throws(LayerError) -> Digest {
        var digest = ByteDigest()
        bytes.withUnsafeBytes { digest.add($0) }
        guard let result = Digest(bytes: digest.bytes) else { throw .store(root) }
        return result
    }

    /// Remembers that what `key` stands for has been made, and is `digest`: `ROOT/FOLDER/KEY`.
    package func note(_ digest: Digest, as folder: String, _ key: Digest) throws(LayerError) {
        try Self.makeFolder("\(root)/\(folder)")
        let path = "\(root)/\(folder)/\(key.hexadecimal)"
        let temporary = "\(path).\(getpid()).tmp"
        guard let stream = fopen(temporary, "we") else { throw .store(path) }
        let written = fputs(digest.description, stream) >= 0 && fflush(stream) == 0 && fsync(fileno(stream)) == 0
        guard fclose(stream) == 0, written, rename(temporary, path) == 0 else { throw .store(path) }
    }

    private func remove(_ digest: Digest) throws(LayerError) {
        guard unlink(path(digest)) == 0 || errno == ENOENT else { throw .store(path(digest)) }
    }

    static func makeFolder(_ path: String) throws(LayerError) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        try makeFolder(parent)
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .store(path) }
    }
}

extension LayerError {
    /// A file of the store that the operating system refuses, for the reason in `errno`.
    static func store(_ path: String) -> LayerError {
        let remedy =
            errno == ENOSPC || errno == EDQUOT
            ? "free disk space, or set BASALT_CACHE to a folder that has some"
            : "check its permissions, or set BASALT_CACHE to another folder"
        return LayerError(.store, path, String(cString: strerror(errno)), remedy: remedy)
    }
}
