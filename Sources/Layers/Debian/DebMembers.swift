import Archives
import Values

/// A Debian binary package, opened for one pass: the marker, then control.tar, then data.tar.
///
///     debian-binary     "2.0\n"
///     control.tar.xz    ./control, ./md5sums, scripts
///     data.tar.xz       the files
///     _NAME             anything: to be ignored
///
/// Source: deb(5). dpkg refuses members in another order, and so does this reader.
final class DebMembers {
    private let stored: DigestingBytes
    private let archive: ArReader
    private let limits: LayerLimits
    /// Counts what comes out of the member that was opened last.
    private(set) var bounded: BoundedBytes?

    init(_ source: any ByteSource, limits: LayerLimits, takesDigest: Bool) throws(ArchiveError) {
        stored = DigestingBytes(source, takesDigest: takesDigest)
        self.limits = limits
        archive = try ArReader(stored)
        guard let marker = try archive.next(), Self.name(marker) == "debian-binary",
            try archive.content.readAll(limit: 64).starts(with: Array("2.".utf8))
        else { throw ArchiveError(.damaged, "it is no Debian package of format 2") }
    }

    var storedBytes: UInt64 { stored.count }

    var storedDigest: Digest? { Digest(bytes: stored.digest()) }

    /// Opens the next member, which must be `control.tar` or `data.tar` with any ending, decompressed.
    func open(_ name: String) throws(ArchiveError) -> any ByteSource {
        while let member = try archive.next() {
            let found = Self.name(member)
            if found.hasPrefix("_") { continue }
            guard found == name || found.hasPrefix(name + ".") else {
                throw ArchiveError(.damaged, "its member `\(printable(Array(found.utf8)))` stands where `\(name)` must")
            }
            let peeked = PeekedBytes(archive.content)
            let start = try peeked.peek()
            let compression = Compression.detect(start)
            if compression == .none, start.count < 6 {
                throw ArchiveError(.truncated, "its member `\(name)` ends too early")
            }
            guard compression != .none || found == name else {
                throw ArchiveError(.unsupported, "the compression of its member `\(found)` is none of xz, zstd, gzip")
            }
            let bytes = BoundedBytes(compression.plain(peeked), stored: stored, limits: limits)
            bounded = bytes
            return bytes
        }
        throw ArchiveError(.truncated, "it ends before its member `\(name)`")
    }

    /// Reads to the end of the package, past members that mean nothing here.
    func finish() throws(ArchiveError) {
        while let member = try archive.next() {
            guard Self.name(member).hasPrefix("_") else {
                throw ArchiveError(.trailingData, "its member `\(Self.name(member))` follows the data")
            }
        }
        try stored.drain()
    }

    /// ar ends names with a slash in some forms.
    private static func name(_ member: ArReader.Member) -> String {
        let name = member.name.last == EntryPath.slash ? member.name.dropLast() : member.name[...]
        return String(decoding: name, as: UTF8.self)
    }
}
