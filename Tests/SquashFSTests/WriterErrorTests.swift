import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct WriterErrorTests {
    /// A tree with one thing wrong in `/dir`.
    private func refusal(
        _ options: ImageOptions = ImageOptions(), _ change: (inout TreeBuilder, NodeIndex) -> Void
    ) -> String? {
        var builder = TreeBuilder()
        let folder = builder.addDirectory("dir")
        change(&builder, folder)
        do {
            _ = try builder.image(options)
            return nil
        } catch { return "\(error.code) \(error)" }
    }

    private func refusal(_ kind: Node.Kind, _ attributes: Attributes = Attributes(mode: 0)) -> String? {
        refusal { $0.add("it", in: $1, kind, attributes) }
    }

    @Test func `times that 32 bits do not hold are refused`() {
        for time in [-1, 1 << 32] {
            #expect(
                refusal(.fifo, Attributes(mode: 0, modified: Int64(time)))
                    == "timeOutOfRange /dir/it: the modification time is \(time); "
                    + "SquashFS holds 0 (1970) to 4294967295 (2106)")
        }
        #expect(refusal(.fifo, Attributes(mode: 0, modified: 1 << 32 - 1)) == nil)
        #expect(refusal(ImageOptions(modified: -1)) { _, _ in }?.hasPrefix("timeOutOfRange") == true)
    }

    @Test func `names of 256 bytes are the longest`() {
        let name = [UInt8](repeating: UInt8(ascii: "n"), count: 256)
        #expect(refusal { $0.add(name, in: $1, .fifo) } == nil)
        #expect(
            refusal { $0.add(name + name[..<1], in: $1, .fifo) }?.hasSuffix(
                "nn: the name has 257 bytes; SquashFS holds 256") == true)
    }

    @Test(arguments: ["", ".", "..", "a/b", "a\0b"]) func `what is no name is refused`(_ name: String) {
        #expect(refusal { $0.add(name, in: $1, .fifo) }?.hasPrefix("invalidTree /dir/") == true)
    }

    @Test func `symbolic links lead somewhere that Linux can go`() {
        #expect(refusal(.symbolicLink([UInt8](repeating: 65, count: 4095))) == nil)
        #expect(
            refusal(.symbolicLink([UInt8](repeating: 65, count: 4096)))
                == "linkTargetTooLong /dir/it: the symbolic link's target has 4096 bytes; Linux takes 4095")
        #expect(refusal(.symbolicLink([]))?.hasPrefix("invalidTree /dir/it: ") == true)
        #expect(refusal(.symbolicLink([65, 0]))?.hasPrefix("invalidTree /dir/it: ") == true)
    }

    @Test func `modes and devices out of range are refused`() {
        #expect(
            refusal(.fifo, Attributes(mode: 0o10000))
                == "modeOutOfRange /dir/it: the mode is 10000; it must be 0 to 7777")
        #expect(
            refusal(.blockDevice(Device(major: 4096, minor: 0)))
                == "deviceOutOfRange /dir/it: the device is 4096:0; Linux has 12 bits and 20 bits for it")
        #expect(refusal(.characterDevice(Device(major: 0, minor: 1 << 20)))?.hasPrefix("deviceOutOfRange") == true)
    }

    @Test func `65,535 different IDs fit, and one more does not`() {
        func fill(_ count: Int) -> String? {
            refusal { builder, folder in
                for id in 0..<count {
                    let attributes = Attributes(mode: 0, user: UInt32(2 * id), group: UInt32(2 * id + 1))
                    builder.add("file-\(100_000 + id)", in: folder, .fifo, attributes)
                }
            }
        }
        // The root and the directory belong to 0, which is one of them.
        #expect(fill(32_767) == nil)
        #expect(
            fill(32_768)
                == "tooManyIDs /dir/file-132767: up to here, the tree has more than 65535 different user and group IDs")
    }

    @Test func `extended attributes that SquashFS or Linux cannot hold are refused`() {
        func refusal(_ attributes: [ExtendedAttribute]) -> String? {
            self.refusal(.fifo, Attributes(mode: 0, extended: attributes))
        }
        let long = String(repeating: "x", count: 250)
        #expect(
            refusal([SampleTrees.attribute("system.posix_acl_access", "")])
                == "unsupportedAttribute /dir/it: SquashFS cannot hold the extended attribute system.posix_acl_access, "
                + "only those of user, trusted and security; remove it")
        #expect(refusal([SampleTrees.attribute("user.", "")])?.hasPrefix("unsupportedAttribute") == true)
        #expect(refusal([SampleTrees.attribute("user.\(long)", "")]) == nil)
        #expect(refusal([SampleTrees.attribute("user.x\(long)", "")])?.hasPrefix("attributeTooLarge") == true)
        let value = String(repeating: "v", count: 65_536)
        #expect(refusal([SampleTrees.attribute("user.a", value)]) == nil)
        #expect(refusal([SampleTrees.attribute("user.a", value + "v")])?.hasPrefix("attributeTooLarge") == true)
        let twice = [SampleTrees.attribute("user.a", "1"), SampleTrees.attribute("user.a", "2")]
        #expect(refusal(twice)?.hasPrefix("invalidTree") == true)
        let many = (1000..<1300).map { SampleTrees.attribute("user.\($0)\(long.dropLast(4))", "") }
        #expect(refusal(many)?.contains("the names of its 300 extended attributes take more than") == true)
    }

    @Test func `trees that are none are refused`() {
        #expect(refusal { $0.link(Array("again".utf8), in: $1, $1) }?.hasPrefix("invalidTree /dir") == true)
        #expect(
            refusal { $0.link(Array("again".utf8), $1) }
                == "invalidTree /again: this directory has two names, or is inside itself")
        #expect(refusal { $0.link(Array("root".utf8), in: $1, RootTree.root) }?.hasPrefix("invalidTree") == true)
        #expect(
            refusal { $0.link(Array("none".utf8), in: $1, NodeIndex(99)) }
                == "invalidTree /dir/none: the entry has no node")
        #expect(
            refusal { builder, folder in
                let node = builder.add("b", in: folder, .fifo)
                let names: [[UInt8]] = [[98], [97]]
                builder.setEntries(names.map { DirectoryEntry(name: $0, node: node) }, of: folder)
            } == "invalidTree /dir/a: the name stands twice, or not in the order of its bytes")
    }

    @Test func `options that do not exist are refused`() {
        for options in [
            ImageOptions(blockSize: 2048), ImageOptions(blockSize: 2 << 20), ImageOptions(blockSize: 5000),
            ImageOptions(compression: .zstd(level: 0)), ImageOptions(compression: .zstd(level: 23)),
            ImageOptions(compression: .gzip(level: 10)),
        ] { #expect(refusal(options) { _, _ in }?.hasPrefix("invalidOption") == true) }
    }

    @Test func `a failing source is named with the file's path`() {
        var builder = TreeBuilder()
        builder.addFile("file", [1, 2, 3])
        let error = #expect(throws: SquashFSError.self) {
            var output = MemoryImage()
            try SquashFSWriter.write(builder.tree, options: ImageOptions(), to: &output) {
                (_, _, _) throws(SquashFSError) in throw SquashFSError(.inputOutput, "gone")
            }
        }
        #expect(error?.description == "/file: gone")
    }

    @Test(arguments: [
        FileLayout(), FileLayout(start: 102, blocks: [.raw(4096), .raw(4096)]),
        FileLayout(start: 102, blocks: [.raw(4097)]),
        FileLayout(start: 5000, blocks: [.raw(4096)]), FileLayout(start: .max, blocks: [.raw(4096)]),
        FileLayout(start: 101, blocks: [.raw(4096)]), FileLayout(start: 0, blocks: [.raw(4096)]),
        FileLayout(blocks: [], fragment: FragmentLocation(index: 0, offset: 0)),
        FileLayout(start: 102, blocks: [.raw(4096)], fragment: FragmentLocation(index: 0, offset: 0)),
    ]) func `a place that does not fit the file is refused`(_ layout: FileLayout) {
        var builder = TreeBuilder()
        builder.addFile("file", [UInt8](repeating: 0, count: 4096))
        let error = #expect(throws: SquashFSError.self) {
            try ImageMetadata.encode(
                builder.tree, layouts: [nil, layout], fragments: [FragmentEntry(start: 102, stored: .raw(100))],
                at: 8192,
                options: ImageOptions(blockSize: 4096))
        }
        #expect(error?.code == .invalidLayout)
        #expect(error?.path == Array("/file".utf8))
    }

    @Test(arguments: [
        FragmentEntry(start: 101, stored: .raw(100)), FragmentEntry(start: 8100, stored: .raw(100)),
        FragmentEntry(start: .max, stored: .raw(100)), FragmentEntry(start: 102, stored: .raw(4097)),
        FragmentEntry(start: 102, stored: .sparse),
    ]) func `a fragment block outside of the data is refused`(_ fragment: FragmentEntry) {
        let error = #expect(throws: SquashFSError.self) {
            try ImageMetadata.encode(
                TreeBuilder().tree, layouts: [nil], fragments: [fragment], at: 8192,
                options: ImageOptions(blockSize: 4096))
        }
        #expect(error?.code == .invalidLayout)
    }

    @Test func `a file that no offset reaches the end of is refused`() {
        var builder = TreeBuilder()
        builder.addFile(Array("file".utf8), TreeBuilder.Bytes(size: 1 << 63, pieces: []))
        let error = #expect(throws: SquashFSError.self) { try builder.image() }
        #expect(error?.description == "/file: the file has 9223372036854775808 bytes; Linux takes 9223372036854775807")
    }
}
