/// How much a layer may ask for. What is larger is an error, never cut off.
package struct LayerLimits: Sendable, Equatable {
    /// Bytes that come out of all layers together, headers, padding and the holes of sparse files included.
    package var uncompressedBytes: UInt64 = 64 << 30
    /// A compressed layer may grow by this factor...
    package var ratio: UInt64 = 200
    /// ...once more bytes than this have come out of it: a small layer of zeros is no bomb.
    package var ratioFreeBytes: UInt64 = 1 << 30
    /// Entries of all layers together, and inodes of the merged tree.
    package var entries = 4_000_000
    /// Bytes of a path, and of a symbolic link's target (Linux's PATH_MAX without its zero byte).
    package var pathBytes = 4095
    /// Bytes of one name (Linux's NAME_MAX).
    package var nameBytes = 255
    /// Names in a path.
    package var depth = 255
    /// Bytes of all extended attributes of one entry, names included (64 KiB is Linux's limit of one value).
    package var attributeBytes = 128 << 10
    /// Bytes of an index, a manifest or an image configuration.
    package var documentBytes = 8 << 20
    /// Layers of one image.
    package var layers = 1000
    package var allowed: Set<Oddity> = []

    package init() {}

    /// What decides about single entries, as text: an index that was made under other limits says nothing.
    package var ofEntries: String {
        let allowed = allowed.map(\.rawValue).sorted().joined(separator: ",")
        return "\(ratio) \(ratioFreeBytes) \(pathBytes) \(nameBytes) \(depth) \(attributeBytes) \(allowed)"
    }

    /// What to do where a limit is met.
    /// - Parameter option: the one that sets it.
    static func remedy(_ option: String) -> String { "raise the limit with \(option) if the layer is to be trusted" }
}
