package import Values

/// A path of an image's root, as far as two images are compared.
package struct FileDescription: Sendable, Equatable {
    /// The raw values are printed and stable.
    package enum Kind: String, Sendable {
        case file
        case directory
        case link
        case block
        case character
        case fifo
        case socket
    }

    /// Bytes without a leading `/`; empty for the root directory.
    package let path: [UInt8]
    package let kind: Kind
    /// 0 to 07777.
    package let mode: UInt16
    package let user: UInt32
    package let group: UInt32
    /// Bytes of a regular file; 0 for all else.
    package let size: UInt64
    /// A regular file's bytes.
    package let digest: Digest?
    /// Where a symbolic link points; a device's numbers as text; empty for all else.
    package let target: [UInt8]

    package init(
        path: [UInt8], kind: Kind, mode: UInt16, user: UInt32 = 0, group: UInt32 = 0, size: UInt64 = 0,
        digest: Digest? = nil, target: [UInt8] = []
    ) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.user = user
        self.group = group
        self.size = size
        self.digest = digest
        self.target = target
    }
}
