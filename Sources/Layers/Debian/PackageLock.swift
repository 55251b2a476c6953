package import Values

/// The exact packages of a profile's Debian layers: what makes two builds of one profile the same.
package struct PackageLock: Sendable, Equatable {
    package var layers: [LockedLayer]

    package init(layers: [LockedLayer] = []) { self.layers = layers }

    /// What was locked for a request; nil where nothing was, or for other words.
    package func layer(for request: PackageLayer) -> LockedLayer? { layers.first { $0.request == request } }
}

/// A layer of Debian packages, as a profile asks for it.
package struct PackageLayer: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// Installed with their scripts and all that they depend on.
        case debian
        /// Unpacked as they are.
        case debs
    }

    package let kind: Kind
    package let suite: String
    /// Debian's name: `amd64`, `arm64`.
    package let architecture: String
    package let archives: [DebianArchive]
    /// Sorted, each once.
    package let packages: [String]

    package init(kind: Kind, suite: String, architecture: String, archives: [DebianArchive], packages: [String]) {
        self.kind = kind
        self.suite = suite
        self.architecture = architecture
        self.archives = archives
        self.packages = Set(packages).sorted()
    }

    /// As a message calls it.
    package var name: String { "the `\(kind.rawValue)` layer of \(suite)" }
}

/// What a request for packages became.
package struct LockedLayer: Sendable, Equatable {
    package let request: PackageLayer
    /// The newest release among the archives: the time stamp of what their packages' scripts write.
    package let date: Timestamp
    /// Sorted by name.
    package let packages: [LockedPackage]

    package init(request: PackageLayer, date: Timestamp, packages: [LockedPackage]) {
        self.request = request
        self.date = date
        self.packages = packages.sorted { $0.identity < $1.identity }
    }
}

/// One package in one version, and where its bytes come from.
package struct LockedPackage: Sendable, Hashable {
    package let identity: PackageIdentity
    package let digest: Digest
    /// Bytes.
    package let size: UInt64
    /// The address of the archive that had it.
    package let archive: String
    /// The file's place in that archive.
    package let path: String

    package init(identity: PackageIdentity, digest: Digest, size: UInt64, archive: String, path: String) {
        self.identity = identity
        self.digest = digest
        self.size = size
        self.archive = archive
        self.path = path
    }

    package init(_ record: PackageRecord, archive: DebianArchive) {
        self.init(
            identity: record.identity, digest: record.digest, size: record.size, archive: archive.url, path: record.path
        )
    }

    package var url: String { "\(archive)/\(path)" }
}
