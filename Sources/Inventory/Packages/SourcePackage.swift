package import Values

/// The source package that a package was built from.
package struct SourcePackage: Sendable, Hashable {
    package let name: String
    package let version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// Reads `NAME` or `NAME (VERSION)`; what is absent is the package's own.
    ///
    /// Source: deb-control(5), "Source".
    package init(_ field: String?, of package: PackageIdentity) throws(ControlStanza.Problem) {
        guard let field else {
            self.init(name: package.name, version: package.version)
            return
        }
        let words = field.split { " \n\t()".contains($0) }.map(String.init)
        guard let name = words.first, words.count <= 2, PackageIdentity.isName(name) else {
            throw .init(reason: "`\(printable(Array(field.utf8.prefix(80))))` is no source package")
        }
        let version = words.count == 2 ? words[1] : package.version
        guard DebianVersion(version) != nil else {
            throw .init(reason: "`\(printable(Array(version.utf8.prefix(80))))` is no version of a source package")
        }
        self.init(name: name, version: version)
    }

    /// `NAME` or `NAME@VERSION`, whichever says all that differs from `package`; nil where nothing does.
    package func differing(from package: PackageIdentity) -> String? {
        if version != package.version { return "\(name)@\(version)" }
        return name == package.name ? nil : name
    }
}
