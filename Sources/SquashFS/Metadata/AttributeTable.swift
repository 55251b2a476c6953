import RootTree
import Values

/// The extended attributes: sets that are equal are stored once, and so are equal values.
///
///     entry: | namespace and flag, 16 bits | bytes of the name, 16 bits | name without namespace |
///     value: | bytes of the value, 32 bits | value |, or with the flag | 8, 32 bits | place of the value, 64 bits |
///     set:   | place of the first entry, 64 bits | entries, 32 bits | bytes of the attributes, 32 bits |
///
/// A set's bytes are those of the full names, each with a NUL, and of the values, also of those that are elsewhere: the
/// kernel counts them among the blocks of an inode.
///
/// Source: fs/squashfs/xattr.c, inode.c, squashfs_fs.h (`struct squashfs_xattr_entry`, `_val`, `_id`); squashfs-tools'
/// xattr.c (`get_xattr_id`).
struct AttributeTable: ~Copyable {
    static let setSize = 16
    /// The set of a node without attributes.
    static let noSet = UInt32.max
    static let elsewhere: UInt16 = 0x100

    private(set) var entries: MetadataWriter
    /// The sets' records.
    private(set) var sets: [UInt8] = []
    private var known: [[ExtendedAttribute]: UInt32] = [:]
    private var values: [[UInt8]: MetadataReference] = [:]

    private init(entries: consuming MetadataWriter) { self.entries = entries }

    static func open(_ compression: Compression) throws(SquashFSError) -> AttributeTable {
        AttributeTable(entries: MetadataWriter(encoder: try BlockEncoder.open(compression)))
    }

    var count: UInt32 { UInt32(known.count) }

    mutating func flush() throws(SquashFSError) { try entries.flush() }

    /// The number of a set of attributes.
    mutating func number(of attributes: [ExtendedAttribute]) throws(SquashFSError) -> UInt32 {
        guard !attributes.isEmpty else { return Self.noSet }
        if let number = known[attributes] { return number }
        try Self.check(attributes)
        let start = try entries.position()
        for attribute in attributes { try append(attribute) }
        let number = count
        sets.append(littleEndian: start.rawValue)
        sets.append(littleEndian: UInt32(attributes.count))
        sets.append(littleEndian: attributes.reduce(0) { $0 + UInt32($1.name.count + 1 + $1.value.count) })
        known[attributes] = number
        return number
    }

    private mutating func append(_ attribute: ExtendedAttribute) throws(SquashFSError) {
        guard let namespace = ExtendedAttribute.namespaces.firstIndex(where: { attribute.name.starts(with: $0) }) else {
            return
        }
        let name = attribute.name.dropFirst(ExtendedAttribute.namespaces[namespace].count)
        let shared = values[attribute.value]
        var record: [UInt8] = []
        record.append(littleEndian: UInt16(namespace) | (shared == nil ? 0 : Self.elsewhere))
        record.append(littleEndian: UInt16(name.count))
        record += name
        try entries.append(record)
        let place = try entries.position()
        var value: [UInt8] = []
        if let shared {
            value.append(littleEndian: UInt32(8))
            value.append(littleEndian: shared.rawValue)
        } else {
            value.append(littleEndian: UInt32(attribute.value.count))
            value += attribute.value
            // A value that is no longer than a place is not worth one.
            if attribute.value.count > 8 { values[attribute.value] = place }
        }
        try entries.append(value)
    }

    private static func check(_ attributes: [ExtendedAttribute]) throws(SquashFSError) {
        var previous: [UInt8]?
        for attribute in attributes {
            let name = "the extended attribute \(printable(attribute.name))"
            guard attribute.hasNamespace else {
                throw SquashFSError(
                    .unsupportedAttribute,
                    "SquashFS cannot hold \(name), only those of user, trusted and security; remove it")
            }
            guard !attribute.name.contains(0) else {
                throw SquashFSError(.invalidTree, "\(name) has a NUL in its name")
            }
            guard attribute.name.count <= ExtendedAttribute.longestName,
                attribute.value.count <= ExtendedAttribute.largestValue
            else {
                throw SquashFSError(
                    .attributeTooLarge,
                    "\(name) has a name of \(attribute.name.count) and a value of \(attribute.value.count) bytes; "
                        + "Linux takes \(ExtendedAttribute.longestName) and \(ExtendedAttribute.largestValue)")
            }
            if let previous, !previous.lexicographicallyPrecedes(attribute.name) {
                throw SquashFSError(.invalidTree, "\(name) stands twice, or not in the order of its bytes")
            }
            previous = attribute.name
        }
        guard attributes.reduce(0, { $0 + $1.name.count + 1 }) <= ExtendedAttribute.largestList else {
            throw SquashFSError(
                .attributeTooLarge,
                "the names of its \(attributes.count) extended attributes take more than the "
                    + "\(ExtendedAttribute.largestList) bytes that Linux can list; remove some")
        }
    }
}
