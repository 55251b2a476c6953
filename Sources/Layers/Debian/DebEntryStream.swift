import Archives
import Values

/// Reads the data of a Debian package: stored bytes → digest → ar → inflated bytes → limits → entries.
final class DebEntryStream: EntryStream {
    private let layer: DebLayer
    private let members: DebMembers
    private var reader: TarReader
    private var path: [UInt8]?

    init(_ layer: DebLayer, _ limits: LayerLimits, takesDigest: Bool) throws(LayerError) {
        self.layer = layer
        do throws(ArchiveError) {
            members = try DebMembers(try layer.blob.open(), limits: limits, takesDigest: takesDigest)
            try members.open("control.tar").drain()
            reader = try TarReader.open(try members.open("data.tar"))
        } catch { throw Self.failure(error, layer, entry: nil) }
    }

    var uncompressedBytes: UInt64 { members.bounded?.count ?? 0 }

    var storedBytes: UInt64 { members.storedBytes }

    var storedDigest: Digest? { members.storedDigest }

    func next() throws(LayerError) -> StoredEntry? {
        do throws(ArchiveError) {
            guard var entry = try reader.next() else {
                try members.finish()
                try Self.check(members.storedDigest, layer)
                return nil
            }
            path = entry.path
            entry.path = Self.merged(entry.path)
            if case .hardLink(let target) = entry.kind { entry.kind = .hardLink(Self.merged(target)) }
            return entry
        } catch { throw Self.failure(error, layer, entry: path) }
    }

    func nextBlock() throws(LayerError) -> ArchiveBlock? {
        do throws(ArchiveError) { return try reader.nextBlock() } catch {
            throw Self.failure(error, layer, entry: path)
        }
    }

    /// `./lib/x` as `./usr/lib/x`.
    private static func merged(_ path: [UInt8]) -> [UInt8] {
        let start = path.starts(with: Array("./".utf8)) ? 2 : 0
        let first = path[start...].prefix { $0 != EntryPath.slash }
        guard aliases.contains(Array(first)) else { return path }
        return path[..<start] + Array("usr/".utf8) + path[start...]
    }

    /// Source: base-files of Debian 13, and the loaders' folders of other architectures.
    private static let aliases = Set(["bin", "sbin", "lib", "lib32", "lib64", "libx32"].map { Array($0.utf8) })

    private static func check(_ found: Digest?, _ layer: DebLayer) throws(ArchiveError) {
        guard let expected = layer.expected, found != expected else { return }
        throw ArchiveError(.damaged, "its bytes have another digest than \(expected)")
    }

    /// Where the stored bytes are not what they must be, that is why reading stopped, and is said instead.
    private static func failure(_ error: ArchiveError, _ layer: DebLayer, entry: [UInt8]?) -> LayerError {
        guard let expected = layer.expected, error.code != .unreadable, let source = try? layer.blob.open() else {
            return LayerError(error, layer.name, entry: entry)
        }
        let stored = DigestingBytes(source)
        guard (try? stored.drain()) != nil, let found = Digest(bytes: stored.digest()), found != expected else {
            return LayerError(error, layer.name, entry: entry)
        }
        return LayerError(
            .wrongDigest, layer.name, "its bytes have the digest \(found), not \(expected)",
            remedy: "remove this copy, and run the command again to get another")
    }
}
