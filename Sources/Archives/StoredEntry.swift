/// One entry of a tar archive, or of a directory on disk. Names and targets are bytes, as stored.
package struct StoredEntry: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// `size` counts holes; `isSparse` says that there may be some.
        case file(size: UInt64, isSparse: Bool)
        case directory
        case symbolicLink([UInt8])
        /// The path of an earlier entry.
        case hardLink([UInt8])
        case blockDevice(major: UInt64, minor: UInt64)
        case characterDevice(major: UInt64, minor: UInt64)
        case fifo
        /// Only on disk: tar has no sockets.
        case socket
    }

    package var path: [UInt8]
    package var kind: Kind
    /// Permissions with set-user-ID, set-group-ID and sticky bit: 0 to 07777.
    package var mode: UInt16
    package var user: Int64
    package var group: Int64
    /// Seconds since 1970-01-01T00:00:00Z; fractions are dropped.
    package var modified: Int64
    /// From `SCHILY.xattr.*` and `LIBARCHIVE.xattr.*` pax records, in the order of the archive.
    package var extended: [ExtendedHeader]
    /// Whether there are POSIX access control lists (`SCHILY.acl.*`) beyond the mode.
    package var hasAccessControlList: Bool

    package init(
        path: [UInt8], kind: Kind, mode: UInt16, user: Int64, group: Int64, modified: Int64,
        extended: [ExtendedHeader] = [], hasAccessControlList: Bool = false
    ) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.user = user
        self.group = group
        self.modified = modified
        self.extended = extended
        self.hasAccessControlList = hasAccessControlList
    }
}

/// An extended attribute of an entry: its name with the namespace, and its value.
package struct ExtendedHeader: Sendable, Hashable {
    package let name: [UInt8]
    package let value: [UInt8]

    package init(name: [UInt8], value: [UInt8]) {
        self.name = name
        self.value = value
    }
}
