package import RootTree
package import Values

/// One statement of a layer about one path.
package struct LayerEntry: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case directory
        /// - ordinal: counts the regular files of the layer in stored order, from 0.
        case file(ordinal: UInt32, size: UInt64)
        case symbolicLink([UInt8])
        /// Another name of the inode at this path, which a lower layer or an earlier entry has made.
        case hardLink([UInt8])
        case blockDevice(Device)
        case characterDevice(Device)
        case fifo
        case socket
        /// Hides what lower layers have at this path (`.wh.NAME`).
        case whiteout
        /// Hides what lower layers have in this directory (`.wh..wh..opq`).
        case opaque
    }

    /// Names joined by `/`, without a slash at either end; empty for the root directory. For a whiteout and an opaque
    /// directory, what is hidden.
    package let path: [UInt8]
    package let kind: Kind
    /// Of no meaning for hard links (the inode's hold), whiteouts and opaque directories.
    package let attributes: Attributes

    /// Whether it only hides what lower layers have.
    package var hides: Bool { kind == .whiteout || kind == .opaque }

    package init(path: [UInt8], kind: Kind, attributes: Attributes) {
        self.path = path
        self.kind = kind
        self.attributes = attributes
    }
}

/// All that one layer says, in stored order.
package struct LayerIndex: Sendable, Equatable {
    /// The layer, as the user knows it.
    package let name: String
    package var entries: [LayerEntry] = []
    /// Regular files: the ordinals are below it.
    package var files: UInt32 = 0
    /// Paths whose access control lists were left out, since SquashFS cannot hold them.
    package var accessControlLists: [[UInt8]] = []
    /// Bytes that the layer asks for, in the sense of `LayerLimits.uncompressedBytes`.
    package var uncompressedBytes: UInt64 = 0
    /// Of the layer's stored bytes, for the manifest; nil for a directory, and until the layer has been read to its end.
    package var digest: Digest?

    package init(name: String) { self.name = name }
}
