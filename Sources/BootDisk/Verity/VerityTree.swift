private import struct Crypto.SHA256
package import Values

/// A dm-verity hash tree over 4 KiB pages with SHA-256, as `veritysetup format` writes it.
///
///     | superblock, 4 KiB | root level, 1 page | … | level above the leaves | leaves |
///
/// Each level is filled up to whole pages with zeros; a page's hash is SHA-256 of the salt and the page.
///
/// Source: cryptsetup, docs/on-disk-format of dm-verity ("Verity Superblock Format"); Linux,
/// Documentation/admin-guide/device-mapper/verity.rst, "Hash Tree".
package struct VerityTree: Sendable {
    /// The whole hash device.
    package let bytes: [UInt8]
    package let rootHash: Digest
    private static let page = 4096

    /// - Parameters:
    ///   - leaves: 32 bytes for each page of the data device, at least one.
    ///   - salt: 0 to 256 bytes.
    ///   - identifier: the superblock's UUID, 16 bytes.
    /// - Returns: nil where the sizes are others.
    package init?(leaves: [UInt8], salt: [UInt8], identifier: [UInt8]) {
        guard !leaves.isEmpty, leaves.count % 32 == 0, salt.count <= 256, identifier.count == 16 else { return nil }
        var levels: [[UInt8]] = []
        var hashes = leaves
        // A single page needs no level: its hash is the root's.
        while hashes.count > 32 {
            levels.append(Self.padded(hashes))
            hashes = Self.hashes(of: levels[levels.count - 1], salt)
        }
        guard let root = Digest(bytes: hashes) else { return nil }
        rootHash = root
        let pages = UInt64(leaves.count / 32)
        bytes = levels.reversed().reduce(Self.superblock(pages: pages, salt, identifier)) { $0 + $1 }
    }

    private static func padded(_ hashes: [UInt8]) -> [UInt8] {
        var hashes = hashes
        hashes.pad(to: page)
        return hashes
    }

    private static func hashes(of level: [UInt8], _ salt: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for start in stride(from: 0, to: level.count, by: page) {
            var hash = SHA256()
            hash.update(data: salt)
            hash.update(data: level[start..<(start + page)])
            result.append(contentsOf: hash.finalize())
        }
        return result
    }

    /// All numbers are little-endian.
    ///
    ///     0   "verity", 2 zeros          | 8  version 1, 32 bits      | 12  hash type 1, 32 bits
    ///     16  UUID, 16 bytes             | 32 "sha256", to 32 bytes   | 64  data block size, 32 bits
    ///     68  hash block size, 32 bits   | 72 data blocks, 64 bits    | 80  bytes of salt, 16 bits
    ///     88  salt, to 256 bytes         | 344 zeros to 512
    private static func superblock(pages: UInt64, _ salt: [UInt8], _ identifier: [UInt8]) -> [UInt8] {
        var bytes = Array("verity".utf8)
        bytes.pad(to: 8)
        for number in [1, 1] as [UInt32] { bytes.append(littleEndian: number) }
        bytes += identifier + Array("sha256".utf8)
        bytes.pad(to: 64)
        for number in [UInt32(page), UInt32(page)] { bytes.append(littleEndian: number) }
        bytes.append(littleEndian: pages)
        bytes.append(littleEndian: UInt16(salt.count))
        bytes.pad(to: 8)
        bytes += salt
        bytes.pad(to: page)
        return bytes
    }
}
