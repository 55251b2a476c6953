import Archives
import Glibc
package import Values

/// A file of the store that is being written. It is removed unless it is committed.
package final class StoreFile {
    private let store: ContentStore
    private let temporary: String
    /// For programs that write the file themselves; see `adopt()`.
    package let descriptor: Int32
    private var digest = ByteDigest()
    private var isCommitted = false

    init(store: ContentStore) throws(LayerError) {
        self.store = store
        var template = Array("\(store.root)/.tmp.XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.descriptor = descriptor
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw .store(store.root) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isCommitted, descriptor >= 0 { unlink(temporary) }
    }

    /// Bytes written so far.
    package var count: UInt64 { digest.count }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(LayerError) {
        digest.add(bytes)
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .store(temporary)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Takes the digest of what another program has written to the descriptor.
    package func adopt() throws(LayerError) {
        do throws(ArchiveError) {
            let bytes = try FileBytes(path: Array(temporary.utf8))
            while true {
                let part = try bytes.next()
                if part.isEmpty { return }
                digest.add(part)
            }
        } catch { throw LayerError(error, temporary) }
    }

    /// Gives the file its name, once its bytes are on disk.
    /// - Parameter expected: nil where any bytes will do.
    /// - Returns: its digest; another one than `expected` means that nothing was kept.
    package func commit(expecting expected: Digest? = nil) throws(LayerError) -> Digest {
        guard let found = Digest(bytes: digest.bytes) else { throw .store(temporary) }
        guard expected == nil || found == expected else { return found }
        // Readable by the user that a user namespace maps to.
        guard fchmod(descriptor, 0o444) == 0, fsync(descriptor) == 0, rename(temporary, store.path(found)) == 0 else {
            throw .store(temporary)
        }
        isCommitted = true
        let folder = open(store.root + "/sha256", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
        return found
    }
}
