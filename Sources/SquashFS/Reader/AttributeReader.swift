import RootTree

/// Reads sets of extended attributes, each once.
struct AttributeReader {
    private let tables: TreeTables
    private var known: [UInt32: [ExtendedAttribute]] = [:]

    init(_ tables: TreeTables) { self.tables = tables }

    /// - Parameter set: the set's number, or that of no set.
    mutating func read<Source: ImageSource & ~Copyable>(
        _ set: UInt32, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> [ExtendedAttribute] {
        guard set != AttributeTable.noSet else { return [] }
        guard let sets = tables.attributeSets else { throw damage("there is no set \(set), as the table is missing") }
        if let attributes = known[set] { return attributes }
        guard let record = try sets.record(Int(set), &blocks) else { throw damage("there is no set \(set)") }
        var fields = RecordReader(record[...])
        var cursor = try cursor(MetadataReference(rawValue: fields.next()), sets)
        let count: UInt32 = fields.next()
        var attributes: [ExtendedAttribute] = []
        for _ in 0..<count { attributes.append(try next(&cursor, sets, &blocks, &budget)) }
        attributes.sort { $0.name.lexicographicallyPrecedes($1.name) }
        guard zip(attributes, attributes.dropFirst()).allSatisfy({ $0.name != $1.name }) else {
            throw damage("a name stands twice in set \(set)")
        }
        known[set] = attributes
        return attributes
    }

    private func cursor(_ place: MetadataReference, _ sets: LookupIndex) throws(SquashFSError) -> MetadataCursor {
        guard place.rawValue >> 48 == 0 else { throw damage("an entry's place is \(place.rawValue)") }
        return MetadataCursor(place, table: tables.attributeEntries, limit: sets.firstBlock)
    }

    private func next<Source: ImageSource & ~Copyable>(
        _ cursor: inout MetadataCursor, _ sets: LookupIndex, _ blocks: inout BlockReader<Source>,
        _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> ExtendedAttribute {
        var head = RecordReader(try cursor.next(4, &blocks)[...])
        let (type, count): (UInt16, UInt16) = (head.next(), head.next())
        let namespace = Int(type & ~AttributeTable.elsewhere)
        guard namespace < ExtendedAttribute.namespaces.count else {
            throw damage("a name has the namespace \(namespace)")
        }
        guard (1...ExtendedAttribute.longestName).contains(Int(count)) else {
            throw damage("a name has \(count) bytes")
        }
        try budget.take(96 + Int(count))
        let name = ExtendedAttribute.namespaces[namespace] + (try cursor.next(Int(count), &blocks))
        guard !name.contains(0) else { throw damage("a name has a NUL") }
        guard type & AttributeTable.elsewhere != 0 else {
            return ExtendedAttribute(name: name, value: try value(&cursor, &blocks, &budget))
        }
        var place = RecordReader(try cursor.next(12, &blocks)[...])
        guard place.next(UInt32.self) == 8 else { throw damage("a shared value has no place") }
        var shared = try self.cursor(MetadataReference(rawValue: place.next()), sets)
        return ExtendedAttribute(name: name, value: try value(&shared, &blocks, &budget))
    }

    private func value<Source: ImageSource & ~Copyable>(
        _ cursor: inout MetadataCursor, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> [UInt8] {
        var head = RecordReader(try cursor.next(4, &blocks)[...])
        let count: UInt32 = head.next()
        guard count <= ExtendedAttribute.largestValue else { throw damage("a value has \(count) bytes") }
        try budget.take(Int(count))
        return try cursor.next(Int(count), &blocks)
    }
}

private func damage(_ what: String) -> SquashFSError {
    SquashFSError(.damaged, "the extended attributes are damaged: \(what)")
}
