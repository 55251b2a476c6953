import Documents

extension ConfigRules {
    mutating func checkDisks() {
        for (disk, path) in items("storage", "disks") {
            let partitions = disk["partitions"]?.items ?? []
            for (index, partition) in partitions.enumerated() { check(partition, at: path / "partitions" / index) }
            checkCollisions(partitions, at: path / "partitions")
            checkOverlaps(partitions, at: path / "partitions")
        }
    }

    private mutating func check(_ partition: Node, at path: NodePath) {
        let label = partition["label"]?.string
        if (partition["number"]?.integer ?? 0) == 0, label == nil {
            error(
                .missingValue, "the partition has neither a number nor a label", at: path,
                remedy: "add `number` (1 or more) or `label`")
        }
        let others = ["label", "typeGuid", "guid", "startMiB", "sizeMiB"].filter { name in
            guard let value = partition[name], !value.isNull else { return false }
            return !name.hasSuffix("uid") || value.string != ""
        }
        if partition["shouldExist"]?.boolean == false, let other = others.first {
            error(
                .conflictingValues, "a partition that must not exist cannot have \(word(other))", at: path,
                remedy: "keep only \(word("number")) and \(word("shouldExist"))")
        }
        if let label, label.utf8.count > 36 {
            error(.wrongValue, "the label `\(shortened(label))` is longer than 36 characters", at: path / "label")
        } else if let label, label.contains(":") {
            error(.wrongValue, "the label `\(label)` holds a colon, which would cut it off", at: path / "label")
        }
        for name in ["guid", "typeGuid"] {
            guard let guid = partition.text(name), !isGUID(guid) else { continue }
            error(
                .wrongValue, "`\(shortened(guid))` is not a GUID", at: path / name,
                remedy: "write it as 01234567-89AB-CDEF-EDCB-A98765432101")
        }
    }

    private func isGUID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy { hexadecimalValue($0) != nil }
    }

    private mutating func checkCollisions(_ partitions: [Node], at path: NodePath) {
        var numbers: Set<Int> = []
        var labels: Set<String> = []
        for (index, partition) in partitions.enumerated() {
            if let number = partition["number"]?.integer, number != 0, !numbers.insert(number).inserted {
                error(.conflictingValues, "two partitions have the number \(number)", at: path / index)
            }
            if let label = partition["label"]?.string, !labels.insert(label).inserted {
                error(.conflictingValues, "two partitions have the label `\(shortened(label))`", at: path / index)
            }
        }
        let removes = partitions.contains { $0["shouldExist"]?.boolean == false }
        let isOpen = partitions.contains { ($0["number"]?.integer ?? 0) == 0 }
        if removes, isOpen {
            error(
                .conflictingValues, "a partition is removed while another one takes the next free number", at: path,
                remedy: "give every partition of this disk a \(word("number"))")
        }
    }

    /// Partitions with a fixed start and size that share blocks. Sorted by start, so that long lists stay cheap.
    private mutating func checkOverlaps(_ partitions: [Node], at path: NodePath) {
        var spans: [(start: Int, end: Int, index: Int)] = []
        for (index, partition) in partitions.enumerated() {
            guard let start = partition["startMiB"]?.integer, start > 0, let size = partition["sizeMiB"]?.integer,
                size >= 0
            else { continue }
            let (end, isTooLarge) = start.addingReportingOverflow(max(size, 1) - 1)
            spans.append((start, isTooLarge ? .max : end, index))
        }
        spans.sort { ($0.start, $0.index) < ($1.start, $1.index) }
        guard var widest = spans.first else { return }
        for span in spans.dropFirst() {
            if span.start <= widest.end {
                error(
                    .conflictingValues, "the partition overlaps another one of this disk",
                    at: path / max(span.index, widest.index))
            }
            if span.end > widest.end { widest = span }
        }
    }
}
