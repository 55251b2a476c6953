package import Values

/// An image, as far as two images are compared.
package struct ImageDescription: Sendable, Equatable {
    package var name: String
    package var version: String
    package var packages: [PackageIdentity]
    package var files: [FileDescription]
    package var units: [EnabledUnit]
    /// The release of its kernel, `6.12.48+deb13-amd64`.
    package var kernel: String?
    /// Bytes of the root file system.
    package var rootSize: UInt64?
    /// Bytes that the disk takes.
    package var diskSize: UInt64?
    /// Rendered configuration by role. Secrets are to be left out by who renders it: differences are shown and sent.
    package var configurations: [String: String]

    package init(
        name: String, version: String, packages: [PackageIdentity] = [], files: [FileDescription] = [],
        units: [EnabledUnit] = [], kernel: String? = nil, rootSize: UInt64? = nil, diskSize: UInt64? = nil,
        configurations: [String: String] = [:]
    ) {
        self.name = name
        self.version = version
        self.packages = packages
        self.files = files
        self.units = units
        self.kernel = kernel
        self.rootSize = rootSize
        self.diskSize = diskSize
        self.configurations = configurations
    }
}
