private import struct Crypto.SHA256
package import Values

/// The identifiers of an image's disk, its partitions and file systems: the same for the same inputs anywhere.
///
/// They never depend on the finished disk, so that they can be written into it. An identifier is the SHA-256 of a
/// domain, the purpose, the name, the version and the input digests in their order, each with its length in front, so
/// that no two lists of parts give the same bytes.
///
/// Source: RFC 9562, sections 5.8 (version 8) and 6.5 (name-based identifiers by other hashes).
package struct PartitionIdentity: Sendable {
    private let name: String
    private let version: String
    private let inputs: [Digest]

    /// - Parameter inputs: digests of all that the image is made of, in an order that does not change.
    package init(name: String, version: String, inputs: [Digest]) {
        self.name = name
        self.version = version
        self.inputs = inputs
    }

    /// A version 8 UUID for `purpose`: "disk", the name of a partition, "root hash tree".
    package func identifier(for purpose: String) -> GUID {
        let hash = hash(of: purpose)
        return GUID(hash[0] & ~0xF000 | 0x8000, hash[1] & ~(3 << 62) | 2 << 62)
    }

    /// The serial number of a FAT file system, for `purpose`: the name of its partition.
    package func serial(for purpose: String) -> UInt32 { UInt32(hash(of: "\(purpose) serial")[0] >> 32) }

    /// The salt of the hash tree. It depends on the image's name alone, so that the hashes of blocks that stay the
    /// same from one version to the next stay valid.
    package static func veritySalt(name: String) -> [UInt8] {
        digest(["basalt verity salt 1", name].map { Array($0.utf8) })
    }

    /// The first two words of the hash.
    private func hash(of purpose: String) -> [UInt64] {
        let words = ["basalt partition identity 1", purpose, name, version].map { Array($0.utf8) }
        let digest = Self.digest(words + inputs.map(\.bytes))
        return [0, 8].map { start in digest[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
    }

    private static func digest(_ parts: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            bytes.append(littleEndian: UInt64(part.count))
            bytes += part
        }
        return Array(SHA256.hash(data: bytes))
    }
}
