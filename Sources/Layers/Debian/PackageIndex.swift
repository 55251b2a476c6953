import Archives
import Glibc
package import Values

/// The packages of one component of an archive: the file `Packages`, kept as it is and read where it is asked for.
///
/// Source: the repository format of wiki.debian.org/DebianRepository/Format, "Packages indices"; deb-control(5).
package struct PackageIndex: Sendable {
    /// The file's bytes.
    package let bytes: [UInt8]
    private let places: [String: [Range<Int>]]

    /// - Parameter name: the index as the user knows it.
    package init(_ bytes: [UInt8], name: String) throws(LayerError) {
        self.bytes = bytes
        var places: [String: [Range<Int>]] = [:]
        var unnamed = false
        bytes.withUnsafeBytes { bytes in
            for range in stanzas(bytes) {
                if let name = packageName(bytes[range]) {
                    places[name, default: []].append(range)
                } else {
                    unnamed = true
                }
            }
        }
        guard !unnamed else {
            throw LayerError(
                .document, name, "a paragraph of it does not start with `Package:`",
                remedy: "check the archive: this is no index of Debian packages")
        }
        self.places = places
    }

    package var count: Int { places.values.reduce(0) { $0 + $1.count } }

    package var names: [String] { places.keys.sorted() }

    /// All versions of a package, as they stand in the index.
    package func records(of name: String) throws(ControlStanza.Problem) -> [PackageRecord] {
        var records: [PackageRecord] = []
        for place in places[name] ?? [] { records.append(try PackageRecord(ControlStanza(bytes[place]))) }
        return records
    }
}

/// Where the paragraphs are: what stands between empty lines.
private func stanzas(_ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
    var result: [Range<Int>] = []
    guard let base = bytes.baseAddress else { return result }
    var start = 0
    var line = 0
    while line < bytes.count {
        let found = memchr(base + line, 0x0A, bytes.count - line)
        let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
        if end == line {
            if start < line { result.append(start..<line) }
            start = end + 1
        }
        line = end + 1
    }
    if start < bytes.count { result.append(start..<bytes.count) }
    return result
}

/// The value of the first field, which must be `Package`.
private func packageName(_ stanza: Slice<UnsafeRawBufferPointer>) -> String? {
    let line = stanza.prefix { $0 != 0x0A }
    guard line.starts(with: "Package: ".utf8) else { return nil }
    return String(decoding: line.dropFirst(9).filter { $0 != 0x20 }, as: UTF8.self)
}
