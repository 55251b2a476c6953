package import Values

/// An initramfs in the form "newc" of cpio.
///
/// Each entry is a header of 110 characters, the path with a zero, zeros to a multiple of four, the content, and zeros
/// to a multiple of four. All numbers are eight hexadecimal digits:
///
///      0 "070701"     6 inode    14 mode     22 owner    30 group    38 links    46 time     54 bytes of content
///     62 major       70 minor    78 device's major       86 its minor            94 bytes of the path, with the zero
///    102 checksum, 0
///
/// The last entry is `TRAILER!!!`. Everything belongs to root. Entries are sorted by the bytes of their paths, inodes
/// are numbered in that order from 1, directories that no entry names are made: the same entries give the same bytes.
///
/// Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst; cpio(5), "New ASCII Format".
package enum CPIOArchive {
    /// - Parameter time: of all entries; before 2106-02-07T06:28:16Z.
    package static func bytes(_ entries: [CPIOEntry], time: Timestamp) throws(BootDiskError) -> [UInt8] {
        guard let seconds = UInt32(exactly: time.seconds) else {
            throw BootDiskError(.invalidInput, .cpio, "time", "is \(time), which 32 bits of seconds do not hold")
        }
        var all: [String: CPIOEntry] = [:]
        for entry in entries {
            try check(entry)
            guard all.updateValue(entry, forKey: entry.path) == nil else {
                throw BootDiskError(.invalidInput, .cpio, entry.path, "is there twice")
            }
        }
        for entry in entries { try addParents(of: entry.path, to: &all) }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(1024) { $0 + $1.content.count + 256 })
        let sorted = all.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        for (index, entry) in sorted.enumerated() {
            let content = entry.content
            guard content.count <= Int(UInt32.max) else {
                throw BootDiskError(.invalidInput, .cpio, entry.path, "has 4 GiB or more")
            }
            let links: UInt32 = entry.kind == .directory ? 2 : 1
            append(
                to: &bytes, entry.path,
                [
                    UInt32(index + 1), entry.typeBits | UInt32(entry.mode), 0, 0, links, seconds, UInt32(content.count),
                    0, 0, entry.device.major, entry.device.minor,
                ])
            bytes += content
            bytes.pad(to: 4)
        }
        append(to: &bytes, "TRAILER!!!", [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
        // cpio reads whole blocks.
        bytes.pad(to: 512)
        return bytes
    }

    private static func append(to bytes: inout [UInt8], _ path: String, _ fields: [UInt32]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("070701".utf8)
        for field in fields + [UInt32(path.utf8.count + 1), 0] {
            for shift in stride(from: UInt32(28), through: 0, by: -4) { bytes.append(digits[Int(field >> shift & 15)]) }
        }
        bytes += Array(path.utf8) + [0]
        bytes.pad(to: 4)
    }

    private static func check(_ entry: CPIOEntry) throws(BootDiskError) {
        func failure(_ reason: String) -> BootDiskError { BootDiskError(.invalidInput, .cpio, entry.path, reason) }
        let parts = entry.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // The kernel takes paths of up to PATH_MAX, with the zero.
        guard parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }),
            !entry.path.utf8.contains(0), entry.path.utf8.count < 4096, entry.path != "TRAILER!!!"
        else { throw failure("is no path from the root without `.`, `..` and a slash in front") }
        guard entry.mode <= 0o7777 else { throw failure("has more mode bits than 07777") }
        if case .symbolicLink(let target) = entry.kind {
            guard (1..<4096).contains(target.utf8.count), !target.utf8.contains(0) else {
                throw failure("is a link with a target that is empty, too long, or holds a zero")
            }
        }
    }

    private static func addParents(of path: String, to all: inout [String: CPIOEntry]) throws(BootDiskError) {
        var parts = path.split(separator: "/").dropLast()
        while !parts.isEmpty {
            let parent = parts.joined(separator: "/")
            if let found = all[parent] {
                guard found.kind == .directory else {
                    throw BootDiskError(.invalidInput, .cpio, path, "lies below `\(parent)`, which is no directory")
                }
            } else {
                all[parent] = CPIOEntry(parent, .directory)
            }
            parts = parts.dropLast()
        }
    }
}
