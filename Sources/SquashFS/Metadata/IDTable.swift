/// User and group IDs, each once; inodes hold their places.
///
/// Source: fs/squashfs/id.c.
struct IDTable {
    private(set) var ids: [UInt32] = []
    private var places: [UInt32: UInt16] = [:]

    /// The superblock counts the IDs in 16 bits.
    static let largestCount = Int(UInt16.max)

    /// nil where the table is full.
    mutating func place(of id: UInt32) -> UInt16? {
        if let place = places[id] { return place }
        guard ids.count < Self.largestCount else { return nil }
        let place = UInt16(ids.count)
        places[id] = place
        ids.append(id)
        return place
    }
}
