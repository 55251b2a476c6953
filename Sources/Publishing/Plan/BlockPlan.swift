private import struct Crypto.SHA256
package import Images
package import Values

/// Which blocks of a disk are sent.
package struct BlockPlan: Sendable, Equatable {
    /// Their numbers, in order.
    package let blocks: [Int]
    /// The checksum over their digests, which EBS compares.
    package let checksum: Digest

    /// The digest of a block of zeros.
    package static let zero = Digest(hash: SHA256.hash(data: [UInt8](repeating: 0, count: Int(DiskBlocks.size))))

    /// - Parameters:
    ///   - parent: the disk of the snapshot that this one is a change of; nil for a snapshot of its own.
    ///   - isEncrypted: whether what is never written reads as noise instead of zeros.
    package init(_ disk: DiskBlocks, parent: DiskBlocks?, isEncrypted: Bool) {
        let zero = ArraySlice(Self.zero.bytes)
        // What a larger parent holds behind the disk's end has to become zeros.
        blocks = (0..<max(disk.count, parent?.count ?? 0)).filter { index in
            let digest = disk.digest(at: index)
            if let parent, index < parent.count { return parent[index] != digest }
            return isEncrypted || digest != zero
        }
        var hash = SHA256()
        for index in blocks { hash.update(data: Array(disk.digest(at: index))) }
        checksum = Digest(hash: hash.finalize())
    }
}

extension DiskBlocks {
    /// The 32 bytes of a block's digest.
    package subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index * 32)..<(index * 32 + 32)] }

    /// The digest of a volume's block: behind the disk's end are zeros.
    func digest(at index: Int) -> ArraySlice<UInt8> { index < count ? self[index] : BlockPlan.zero.bytes[...] }

    /// GiB, as volumes have it.
    var volumeSize: Int { Publication.volumeSize(UInt64(count) * Self.size) }
}

/// A published version whose snapshot a new one may be a change of.
package struct ParentCandidate: Sendable, Equatable {
    package let reference: String
    package let snapshot: String
    package let blocks: DiskBlocks

    package init(reference: String, snapshot: String, blocks: DiskBlocks) {
        self.reference = reference
        self.snapshot = snapshot
        self.blocks = blocks
    }

    /// The candidate that leaves the fewest blocks to send; nil where none saves any. EBS wants a volume that is not
    /// smaller than the parent's.
    package static func best(_ candidates: [ParentCandidate], for disk: DiskBlocks) -> ParentCandidate? {
        let own = BlockPlan(disk, parent: nil, isEncrypted: false).blocks.count
        return candidates.filter { $0.blocks.volumeSize <= disk.volumeSize }
            .map { ($0, BlockPlan(disk, parent: $0.blocks, isEncrypted: false).blocks.count) }
            .filter { $0.1 < own }
            .min { ($0.1, $0.0.snapshot) < ($1.1, $1.0.snapshot) }?.0
    }
}
