package import Values

/// The URL by which scanners know a Debian package, in its canonical form:
///
///     pkg:deb/debian/libstdc%2B%2B6@14.2.0-19?arch=amd64&distro=debian-13&upstream=gcc-14%4014.2.0-19
///
/// Source: package-url/purl-spec, "Rules for each purl component" and the type `deb`; `distro` and `upstream` as
/// scanners read them.
package struct PackageURL: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// - Parameter source: named where a scanner could not tell it from the package's own name and version.
    package init(_ package: PackageIdentity, source: SourcePackage, distribution: Distribution) {
        var qualifiers = [("arch", package.architecture), ("distro", distribution.label)]
        if let upstream = source.differing(from: package) { qualifiers.append(("upstream", upstream)) }
        let query = qualifiers.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        let (namespace, name) = (Self.encoded(distribution.id), Self.encoded(package.name))
        description = "pkg:deb/\(namespace)/\(name)@\(Self.encoded(package.version))?\(query)"
    }

    /// Letters, digits, `.`, `-`, `_`, `~` and `:` stand for themselves, every other byte is encoded.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ":"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
