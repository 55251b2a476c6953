/// What names a package that was built: no two different files of one archive share it.
package struct PackageIdentity: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let name: String
    package let version: String
    /// `amd64`, `arm64`, or `all`.
    package let architecture: String

    package init(name: String, version: String, architecture: String) {
        self.name = name
        self.version = version
        self.architecture = architecture
    }

    /// Reads the fields `Package`, `Version` and `Architecture`, and holds them to Debian's rules.
    package init(_ stanza: ControlStanza) throws(ControlStanza.Problem) {
        guard let name = stanza["Package"], let version = stanza["Version"], let architecture = stanza["Architecture"]
        else { throw .init(reason: "`Package`, `Version` or `Architecture` is missing") }
        guard Self.isName(name) else { throw .init(reason: "`\(printable(Array(name.utf8)))` is no package's name") }
        guard DebianVersion(version) != nil else {
            throw .init(reason: "`\(printable(Array(version.utf8)))` is no version")
        }
        guard Self.isName(architecture) else { throw .init(reason: "its architecture is no name") }
        self.init(name: name, version: version, architecture: architecture)
    }

    /// Source: deb-control(5), "Package": at least two lower-case letters, digits, `+`, `-`, `.`.
    package static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, let first = bytes.first, isAlphanumeric(first) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }

    package var description: String { "\(name) \(version) (\(architecture))" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.name, left.architecture, left.version) < (right.name, right.architecture, right.version)
    }
}

/// A package as a profile names it: `NAME`, `NAME:ARCHITECTURE`, `NAME=VERSION`.
package struct PackageRequest: Sendable, Hashable, CustomStringConvertible {
    package let name: String
    package let architecture: String?
    package let version: String?
    package let description: String

    /// nil where the text is none of these.
    package init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let names = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy(PackageIdentity.isName), parts.count == 1 || DebianVersion(parts[1]) != nil else {
            return nil
        }
        description = text
        name = names[0]
        architecture = names.count == 2 ? names[1] : nil
        version = parts.count == 2 ? parts[1] : nil
    }
}
