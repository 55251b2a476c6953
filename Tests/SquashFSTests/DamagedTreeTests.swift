import Archives
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

/// Whatever the reader takes from a damaged image is a tree by the rules: the writer takes it, and it comes back.
@Suite struct DamagedTreeTests {
    /// A tree with the bytes of its files.
    private struct Whole {
        let tree: RootTree
        let bytes: [NodeIndex: [UInt8]]

        init(_ image: [UInt8]) throws(SquashFSError) {
            var reader = try SquashFSReader.open(MemorySource(image), memory: 16 << 20)
            let contents = try reader.contents()
            var bytes: [NodeIndex: [UInt8]] = [:]
            for (place, layout) in contents.layouts.enumerated() {
                let node = NodeIndex(UInt32(place))
                guard let layout, case .file(let content) = contents.tree[node].kind else { continue }
                bytes[node] = try reader.bytes(of: layout, size: content.size, limit: 1 << 20)
            }
            (tree, self.bytes) = (contents.tree, bytes)
        }

        func image() throws(SquashFSError) -> [UInt8] {
            var output = MemoryImage()
            let options = ImageOptions(compression: .none, blockSize: 4096)
            let bytes = bytes
            try SquashFSWriter.write(tree, options: options, to: &output) { content, offset, buffer in
                let all = bytes[NodeIndex(content.source.ordinal)] ?? []
                buffer.copyBytes(from: all[Int(offset)..<(Int(offset) + buffer.count)])
            }
            return output.bytes
        }
    }

    /// Images whose tables are not compressed, so that damage gets past the codec.
    private func image(_ random: inout SeededGenerator, byMksquashfs: Bool) throws -> [UInt8] {
        let builder = RandomTree.make(&random, nodes: 10...50)
        guard byMksquashfs else {
            return try builder.image(
                ImageOptions(compression: .none, blockSize: 4096, isExportable: Bool.random(using: &random)))
        }
        let exports = Bool.random(using: &random) ? ["-no-exports"] : []
        return try withUnpacked(builder) { folder in
            try made(
                "/usr/bin/mksquashfs",
                ["FOLDER", "IMAGE", "-noappend", "-quiet", "-b", "4K", "-noI", "-noX", "-noF", "-noD"] + exports,
                of: folder)
        }
    }

    @Test(.timeLimit(.minutes(60)), arguments: 0..<8)
    func `what is read from a damaged image can be written and read again`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 300 + seed)
        let image = try image(&random, byMksquashfs: seed % 2 == 1)
        let superblock = try SquashFSReader.open(MemorySource(image)).superblock
        let tables = Int(superblock.inodeTable)..<Int(superblock.bytesUsed)
        var taken = 0, refused = 0
        for _ in 0..<250 {
            var damaged = image
            ImageDamage.change(&damaged, in: random.pick([8..<96, tables, tables, tables]), &random)
            let whole: Whole
            do throws(SquashFSError) { whole = try Whole(damaged) } catch {
                refused += 1
                continue
            }
            taken += 1
            let again: Whole
            do throws(SquashFSError) { again = try Whole(try whole.image()) } catch {
                // RootTree allows what Linux does not.
                #expect([.linkTargetTooLong, .attributeTooLarge].contains(error.code), "\(error)")
                continue
            }
            #expect(try description(again) == description(whole))
        }
        #expect(taken > 20 && refused > 20, "\(taken) taken, \(refused) refused")
    }

    private func description(_ whole: Whole) throws -> [String] {
        try TreeDescription.lines(whole.tree) { node, _ in
            (whole.bytes[node] ?? []).withUnsafeBytes { CRC32.update(0, $0) }
        }
    }
}
