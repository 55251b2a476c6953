extension GPT {
    /// What must hold of any table, ours or one that was read.
    func check(firstUsable: UInt64, _ code: BootDiskError.Code) throws(BootDiskError) {
        func failure(_ field: String, _ reason: String) -> BootDiskError { BootDiskError(code, .gpt, field, reason) }
        guard diskSize % Self.sectorSize == 0, diskSize > firstUsable, diskSize - firstUsable > Self.backupSize else {
            throw failure("disk size", "is \(diskSize) bytes: not whole sectors of 512, or too small for a table")
        }
        guard identifier != .zero else { throw failure("disk GUID", "is zero") }
        guard partitions.count <= Self.entries else {
            throw failure("partitions", "are \(partitions.count), the table has room for \(Self.entries)")
        }
        for (index, partition) in partitions.enumerated() {
            if let fault = fault(of: partition, firstUsable) { throw failure("partition \(index + 1)", fault) }
        }
        try checkPairs(code)
    }

    private func fault(of partition: Partition, _ firstUsable: UInt64) -> String? {
        if partition.type == .zero { return "has no type" }
        if partition.identifier == .zero { return "has no GUID" }
        if partition.name.utf16.count > 36 { return "has a name of more than 36 UTF-16 code units" }
        if partition.name.unicodeScalars.contains("\0") { return "has a zero in its name" }
        if partition.offset % Self.sectorSize != 0 || partition.size % Self.sectorSize != 0 {
            return "starts or ends inside a sector of 512 bytes"
        }
        if partition.size == 0 { return "is empty" }
        if partition.offset < firstUsable { return "starts at \(partition.offset), before byte \(firstUsable)" }
        let (end, overflow) = partition.offset.addingReportingOverflow(partition.size)
        if overflow || end > backupOffset { return "ends behind byte \(backupOffset), where the backup table starts" }
        return nil
    }

    private func checkPairs(_ code: BootDiskError.Code) throws(BootDiskError) {
        let sorted = partitions.enumerated().sorted { $0.element.offset < $1.element.offset }
        for (left, right) in zip(sorted, sorted.dropFirst())
        where left.element.offset + left.element.size > right.element.offset {
            throw BootDiskError(code, .gpt, "partition \(right.offset + 1)", "overlaps partition \(left.offset + 1)")
        }
        var seen: [GUID: Int] = [identifier: 0]
        for (index, partition) in partitions.enumerated() {
            if let other = seen.updateValue(index + 1, forKey: partition.identifier) {
                let owner = other == 0 ? "the disk" : "partition \(other)"
                throw BootDiskError(code, .gpt, "partition \(index + 1)", "has the GUID of \(owner)")
            }
        }
    }
}
