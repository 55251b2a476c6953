package import Values

/// What an archive's index says about one package.
package struct PackageRecord: Sendable, Equatable {
    package let identity: PackageIdentity
    /// The source package that it was built from, without a version.
    package let source: String
    /// The file's place, relative to the archive's address.
    package let path: String
    /// Bytes of the file.
    package let size: UInt64
    package let digest: Digest
    /// Packages that it needs in exactly one version (`Depends: NAME (= VERSION)`, no alternatives).
    package let exactDependencies: [PackageRequest]

    package init(_ stanza: ControlStanza) throws(ControlStanza.Problem) {
        identity = try PackageIdentity(stanza)
        source = stanza["Source"].map { String($0.prefix { $0 != " " && $0 != "(" }) } ?? identity.name
        guard let path = stanza["Filename"], let size = stanza["Size"].flatMap(UInt64.init),
            let digest = stanza["SHA256"].flatMap({ Digest(hexadecimal: $0) })
        else { throw .init(reason: "`Filename`, `Size` or `SHA256` of \(identity) is missing or wrong") }
        guard Self.isInside(path) else {
            throw .init(reason: "the file of \(identity) is named `\(printable(Array(path.utf8)))`")
        }
        self.path = path
        self.size = size
        self.digest = digest
        let relations = [stanza["Pre-Depends"], stanza["Depends"]].compactMap(\.self)
        exactDependencies = relations.flatMap { $0.split(separator: ",") }.compactMap { Self.exact(String($0)) }
    }

    /// Whether a path leads nowhere but below the archive.
    package static func isInside(_ path: String) -> Bool {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = path.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        return isPlain && !names.contains { $0.isEmpty || $0 == ".." }
    }

    /// `NAME (= VERSION)` or `NAME:ARCHITECTURE (= VERSION)`; nil for every other relation.
    private static func exact(_ relation: String) -> PackageRequest? {
        let words = relation.split { " \n\t()".contains($0) }.map(String.init)
        guard words.count == 3, words[1] == "=", !relation.contains("|") else { return nil }
        return PackageRequest("\(words[0].prefix { $0 != ":" })=\(words[2])")
    }
}
