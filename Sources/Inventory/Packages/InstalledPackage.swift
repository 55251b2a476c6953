package import Values

/// A package whose files are in an image.
package struct InstalledPackage: Sendable, Equatable {
    package let identity: PackageIdentity
    package let source: SourcePackage
    /// nil where it has none, or names nobody.
    package let maintainer: Maintainer?
    /// nil where nothing certain is known.
    package var license: LicenseExpression?

    package init(
        identity: PackageIdentity, source: SourcePackage, maintainer: Maintainer? = nil,
        license: LicenseExpression? = nil
    ) {
        self.identity = identity
        self.source = source
        self.maintainer = maintainer
        self.license = license
    }

    /// Reads a package's control fields.
    /// - Throws: where the name, the version, the architecture or the source is none by Debian's rules.
    package init(_ stanza: ControlStanza) throws(ControlStanza.Problem) {
        let identity = try PackageIdentity(stanza)
        self.init(
            identity: identity, source: try SourcePackage(stanza["Source"], of: identity),
            maintainer: stanza["Maintainer"].flatMap(Maintainer.init))
    }
}
