/// One inode: what it is, and who may use it.
package struct Node: Sendable, Equatable {
    package var attributes: Attributes
    package var kind: Kind

    package init(attributes: Attributes, kind: Kind) {
        self.attributes = attributes
        self.kind = kind
    }

    package enum Kind: Sendable, Equatable {
        /// Names in the order of their bytes, no name twice; never `.`, `..`, empty, or with `/` or NUL in it.
        case directory([DirectoryEntry])
        case file(FileContent)
        /// The target, as stored: 1 to 65,535 bytes without NUL.
        case symbolicLink([UInt8])
        case blockDevice(Device)
        case characterDevice(Device)
        case fifo
        case socket
    }
}

/// A name in a directory.
package struct DirectoryEntry: Sendable, Equatable {
    package let name: [UInt8]
    package let node: NodeIndex

    package init(name: [UInt8], node: NodeIndex) {
        self.name = name
        self.node = node
    }
}

/// What every inode has.
package struct Attributes: Sendable, Equatable {
    /// Permissions with set-user-ID, set-group-ID and sticky bit: 0 to 07777.
    package var mode: UInt16
    package var user: UInt32
    package var group: UInt32
    /// Seconds since 1970-01-01T00:00:00Z.
    package var modified: Int64
    /// Extended attributes by full name (`security.capability`), sorted by the names' bytes, no name twice.
    package var extended: [ExtendedAttribute]

    package init(
        mode: UInt16, user: UInt32 = 0, group: UInt32 = 0, modified: Int64 = 0, extended: [ExtendedAttribute] = []
    ) {
        self.mode = mode
        self.user = user
        self.group = group
        self.modified = modified
        self.extended = extended
    }
}

/// An extended attribute with its namespace prefix.
package struct ExtendedAttribute: Sendable, Hashable {
    package let name: [UInt8]
    package let value: [UInt8]

    package init(name: [UInt8], value: [UInt8]) {
        self.name = name
        self.value = value
    }

    /// How the names begin that images hold. (Those of `system.` are views of something else, such as access control
    /// lists.) Their places are SquashFS's numbers of them.
    ///
    /// Source: xattr(7); fs/squashfs/squashfs_fs.h (`SQUASHFS_XATTR_USER`, `_TRUSTED`, `_SECURITY`).
    package static let namespaces = ["user.", "trusted.", "security."].map { Array($0.utf8) }

    /// Whether an image can hold an attribute of this name.
    package var hasNamespace: Bool { Self.namespaces.contains { name.starts(with: $0) && name.count > $0.count } }

    /// Bytes that Linux takes and gives: of a name, of a value, and of all names of one file, each with a NUL.
    ///
    /// Source: include/uapi/linux/limits.h (`XATTR_NAME_MAX`, `XATTR_SIZE_MAX`, `XATTR_LIST_MAX`).
    package static let longestName = 255, largestValue = 65_536, largestList = 65_536
}

/// A device number, as Linux splits it.
package struct Device: Sendable, Hashable {
    /// 12 bits.
    package let major: UInt32
    /// 20 bits.
    package let minor: UInt32

    package init(major: UInt32, minor: UInt32) {
        self.major = major
        self.minor = minor
    }
}

/// A regular file's bytes: how many, and where they come from.
package struct FileContent: Sendable, Hashable {
    /// Bytes, holes included.
    package let size: UInt64
    /// The layer that carries the bytes, counted from the bottom; what a number means is the layer source's knowledge.
    package let source: ContentSource

    package init(size: UInt64, source: ContentSource) {
        self.size = size
        self.source = source
    }
}

/// Where a file's bytes are found.
package struct ContentSource: Sendable, Hashable {
    /// 0 is the bottom layer.
    package let layer: UInt32
    /// The regular file's number in its layer, in the order in which the layer stores the bytes.
    package let ordinal: UInt32

    package init(layer: UInt32, ordinal: UInt32) {
        self.layer = layer
        self.ordinal = ordinal
    }
}
