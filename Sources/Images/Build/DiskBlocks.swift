private import struct Crypto.SHA256
package import Values

/// The digests of a disk's 512 KiB blocks, 32 bytes each, in their order.
///
/// A range of whole blocks has the SHA-256 of these digests as its digest: what EBS calls a LINEAR checksum, so that a
/// disk need not be read again to be published.
///
/// Source: Amazon EBS direct APIs, CompleteSnapshot, `ChecksumAggregationMethod`.
package struct DiskBlocks: Sendable, Equatable {
    /// Bytes of a block.
    package static let size: UInt64 = 512 << 10
    /// 32 bytes for each block.
    package private(set) var bytes: [UInt8]

    /// - Parameter bytes: digests.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count / 32 }

    package var digest: Digest { Self.digest(of: bytes) }

    /// The digest of a part of the disk that starts and ends with a block.
    /// - Parameter range: bytes of the disk.
    package func digest(of range: Range<UInt64>) -> Digest {
        let places = Int(range.lowerBound / Self.size * 32)..<Int(range.upperBound / Self.size * 32)
        return Self.digest(of: bytes[places.clamped(to: 0..<bytes.count)])
    }

    /// The number of the first block that is another one.
    func firstDifference(from other: DiskBlocks) -> Int? {
        if let place = zip(bytes, other.bytes).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset {
            return place / 32
        }
        return bytes.count == other.bytes.count ? nil : min(count, other.count)
    }

    private static func digest(of bytes: some Collection<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        return Digest(hash: hash.finalize())
    }
}
