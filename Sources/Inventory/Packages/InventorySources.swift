/// What an image says about its packages, read before the host policy takes it away.
package struct InventorySources: Sendable {
    /// `var/lib/dpkg/status`; nil where there is none.
    package var status: [UInt8]?
    /// The files of `var/lib/dpkg/status.d` by name: one package each, as images without dpkg keep them.
    package var statusParts: [String: [UInt8]]
    /// Packages that were only unpacked, which dpkg knows nothing of.
    package var unpacked: [InstalledPackage]
    /// `usr/share/doc/NAME/copyright` by the package's name, links resolved.
    package var copyrights: [String: [UInt8]]

    package init(
        status: [UInt8]? = nil, statusParts: [String: [UInt8]] = [:], unpacked: [InstalledPackage] = [],
        copyrights: [String: [UInt8]] = [:]
    ) {
        self.status = status
        self.statusParts = statusParts
        self.unpacked = unpacked
        self.copyrights = copyrights
    }
}

/// How much is read before a file counts as hostile.
package struct InventoryLimits: Sendable {
    /// Bytes of dpkg's status; Debian's own images have about 0.5 MB.
    package var status = 64 << 20
    /// Bytes of a package's copyright file; the largest in Debian have a few MB.
    package var copyright = 8 << 20

    package init() {}
}
