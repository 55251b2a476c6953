import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct HostileImageTests {
    /// What the reader says; nil where it reads everything.
    private func refusal(_ image: [UInt8], memory: Int = 64 << 20) -> SquashFSError? {
        do {
            _ = try described(MemorySource(image), memory: memory)
            return nil
        } catch let error as SquashFSError {
            return error
        } catch {
            Issue.record("an error of another type: \(error)")
            return nil
        }
    }

    private static let raw = ImageOptions(compression: .none, blockSize: 4096)

    private func superblock(of image: [UInt8]) throws -> Superblock {
        try SquashFSReader.open(MemorySource(image)).superblock
    }

    /// An image with bytes put at an offset.
    private func patched(_ image: [UInt8], _ offset: UInt64, _ bytes: [UInt8]) -> [UInt8] {
        var image = image
        image.replaceSubrange(Int(offset)..<(Int(offset) + bytes.count), with: bytes)
        return image
    }

    /// Metadata blocks have a size of two bytes before them.
    private func metadata(_ table: UInt64, _ offset: UInt64) -> UInt64 { table + 2 + offset }

    @Test func `a directory inside itself is refused`() throws {
        var builder = TreeBuilder()
        builder.addDirectory("b", in: builder.addDirectory("a"))
        let image = try builder.image(Self.raw)
        #expect(refusal(image) == nil)
        let listing = try superblock(of: image).directoryTable
        // Inodes: b at 0, a at 32, the root at 64. The listing of a: header with b's number at 8, entry at 12.
        for (number, offset) in [(UInt8(2), UInt8(32)), (3, 64)] {
            let loop = patched(
                patched(image, metadata(listing, 8), [number, 0, 0, 0]), metadata(listing, 12), [offset, 0])
            let error = refusal(loop)
            #expect(error?.description == "/a/b: this directory has two names, or is inside itself")
            #expect(error?.code == .damaged)
        }
    }

    @Test func `an entry that lies about its inode is refused`() throws {
        var builder = TreeBuilder()
        builder.addFile("a", [1])
        builder.add("b", .fifo)
        let image = try builder.image(Self.raw)
        let listing = try superblock(of: image).directoryTable
        // Header, entry of a with its name at 20, entry of b at 21 with its type at 25 and its name at 29.
        #expect(
            refusal(patched(image, metadata(listing, 25), [7, 0]))?.message.contains("differ in number or type") == true
        )
        #expect(
            refusal(patched(image, metadata(listing, 23), [9, 0]))?.message.contains("differ in number or type") == true
        )
        #expect(refusal(patched(image, metadata(listing, 29), [97]))?.description.hasPrefix("/: ") == true)
        #expect(refusal(patched(image, metadata(listing, 29), [47]))?.message.contains("/ is no name") == true)
        #expect(refusal(patched(image, metadata(listing, 0), [255, 255]))?.message.contains("65536 entries") == true)
    }

    @Test func `a file that would take all memory is refused`() throws {
        var builder = TreeBuilder()
        builder.addFile("a", [UInt8](repeating: 0, count: 8192))
        let image = try builder.image(Self.raw)
        let size = metadata(try superblock(of: image).inodeTable, 24)
        #expect(refusal(patched(image, size, [0, 0, 0, 0, 0, 0, 0, 0x40]))?.code == .limit)
        #expect(refusal(patched(image, size, [0, 0, 0, 0, 0, 0, 0, 0x80]))?.code == .damaged)
        #expect(refusal(patched(image, size, [0, 0, 0, 0x40, 0, 0, 0, 0]))?.code == .damaged)
    }

    @Test(arguments: [Compression.none, .zstd(level: 3), .gzip(level: 6)])
    func `a superblock with any number at its largest is an error or harmless`(_ compression: Compression) throws {
        let image = try SampleTrees.everything(blockSize: 4096)
            .image(ImageOptions(compression: compression, blockSize: 4096))
        let fields =
            [4, 8, 12, 16].map { ($0, 4) } + [20, 22, 24, 26, 28, 30].map { ($0, 2) }
            + stride(from: 32, to: 96, by: 8).map { ($0, 8) }
        for (offset, size) in fields {
            for byte in [UInt8(0xFF), 0x7F, 0] {
                let error = refusal(patched(image, UInt64(offset), [UInt8](repeating: byte, count: size)))
                // Any time and flags will do, the minor version is 0 as it is, and an image need not have an export
                // table.
                let isHarmless = [8, 24].contains(offset) || (offset, byte) == (30, 0) || (offset, byte) == (88, 0xFF)
                #expect((error == nil) == isHarmless, "offset \(offset), byte \(byte): \(error?.message ?? "read")")
            }
        }
    }

    @Test(arguments: [Compression.none, .zstd(level: 3), .gzip(level: 6)])
    func `an image that is cut off is refused`(_ compression: Compression) throws {
        let image = try SampleTrees.everything(blockSize: 4096)
            .image(ImageOptions(compression: compression, blockSize: 4096))
        let used = Int(try superblock(of: image).bytesUsed)
        #expect(refusal(Array(image[..<used])) == nil)
        for length in Array(0..<100) + Array(stride(from: 100, to: used, by: used / 50)) + [used - 1] {
            #expect(refusal(Array(image[..<length])) != nil)
        }
    }

    @Test(.timeLimit(.minutes(60)), arguments: 0..<12)
    func `a damaged image is a typed error or a tree, never a crash`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let compression: Compression = [.none, .zstd(level: 3), .gzip(level: 6)][Int(seed % 3)]
        let options = ImageOptions(compression: compression, blockSize: 4096, isExportable: seed % 2 == 0)
        let image = try RandomTree.make(&random).image(options)
        let superblock = try superblock(of: image)
        var refused = 0
        for _ in 0..<150 {
            var damaged = image
            for _ in 0..<Int.random(in: 1...5, using: &random) { ImageDamage.mutate(&damaged, superblock, &random) }
            do throws(SquashFSError) {
                var reader = try SquashFSReader.open(MemorySource(damaged), memory: 16 << 20)
                let contents = try reader.contents()
                for (place, layout) in contents.layouts.enumerated() {
                    guard let layout, case .file(let content) = contents.tree.nodes[place].kind, content.size < 1 << 20
                    else { continue }
                    _ = try reader.bytes(of: layout, size: content.size, limit: 1 << 20)
                }
            } catch { refused += 1 }
        }
        #expect(refused > 20)
    }
}
