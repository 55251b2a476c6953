package import RootTree
package import Values

/// What is made of the merged layers before they become an image.
package struct HostPolicy: Sendable {
    /// Removed first, with all that is below.
    package var removed = GlobSet()
    /// Moved next, in this order.
    package var moves: [Move] = []
    /// Made last, in this order.
    package var written: [Written] = []
    /// Whether package managers and their databases are an error.
    package var forbidsPackageManagers = false

    /// A path that gets another name, with all that is below. It is no error when it is not there.
    package struct Move: Sendable, Equatable {
        /// As in `LayerEntry`.
        package let source: [UInt8]
        /// As in `LayerEntry`; missing parents are made. It must not exist.
        package let destination: [UInt8]

        package init(_ source: [UInt8], to destination: [UInt8]) {
            self.source = source
            self.destination = destination
        }
    }

    /// A path that the policy makes; missing parents are made.
    package struct Written: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            /// Replaces a file or a link that is there.
            case file([UInt8])
            /// Replaces a file, a link or an empty directory that is there.
            case symbolicLink([UInt8])
            /// Changes the attributes of a directory that is there; replaces nothing else.
            case directory
        }
        /// As in `LayerEntry`.
        package let path: [UInt8]
        package let kind: Kind
        package let attributes: Attributes

        package init(_ path: [UInt8], _ kind: Kind, _ attributes: Attributes) {
            self.path = path
            self.kind = kind
            self.attributes = attributes
        }
    }

    package init() {}
}

/// The root file system of a host.
package struct HostRoot: Sendable, Equatable {
    /// As the layers say, before the policy: where the package databases still are.
    package let merged: RootTree
    /// As the host sees it. A file with `source.layer` equal to the number of layers was made by the policy, and its
    /// bytes are `written[source.ordinal]`.
    package var tree: RootTree
    package let written: [[UInt8]]
    /// The digests of the layers' stored bytes, the bottom layer first; nil for directories.
    package var layerDigests: [Digest?] = []
    /// Paths in layers whose access control lists were left out, since SquashFS cannot hold them.
    package var accessControlLists: [[UInt8]] = []
}
