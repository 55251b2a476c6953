import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

/// The kernel's own reader, on a loop device.
enum Kernel {
    /// Whether this machine lets root mount an image; containers often do not.
    static let mountsImages: Bool = {
        guard let image = try? TreeBuilder().image(ImageOptions(compression: .none)) else { return false }
        return (try? withMounted(image) { _ in true }) ?? false
    }()

    static func withMounted<Result>(_ image: [UInt8], _ body: (URL) throws -> Result) throws -> Result {
        try ReferenceTools.withRootFolder { folder in
            let file = folder.appendingPathComponent("image")
            try Data(image).write(to: file)
            return try withMounted(file, on: folder.appendingPathComponent("tree"), body)
        }
    }

    static func withMounted<Result>(_ file: URL, on target: URL, _ body: (URL) throws -> Result) throws -> Result {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        let result = try ReferenceTools.asRoot(
            "/usr/bin/mount", ["-t", "squashfs", "-o", "loop,ro", file.path, target.path])
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
        defer { _ = try? ReferenceTools.asRoot("/usr/bin/umount", [target.path]) }
        return try body(target)
    }
}

@Suite(.serialized, .enabled(if: Kernel.mountsImages, "this machine cannot mount SquashFS images on loop devices"))
struct KernelTests {
    @Test(arguments: ReaderTests.options) func `the kernel finds everything that was written`(
        _ options: ImageOptions
    ) throws {
        let builder = SampleTrees.everything(blockSize: options.blockSize)
        let found = try Kernel.withMounted(try builder.image(options)) { try TreeDescription.lines(folder: $0) }
        expectSame(found, try TreeDescription.lines(builder))
    }

    @Test(arguments: 0..<6) func `the kernel finds a random tree as it was`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 100 + seed)
        let builder = RandomTree.make(&random)
        let options = ImageOptions(
            compression: random.pick([.zstd(level: 3), .gzip(level: 3), .none]), blockSize: random.pick([4096, 16384]))
        let found = try Kernel.withMounted(try builder.image(options)) { try TreeDescription.lines(folder: $0) }
        expectSame(found, try TreeDescription.lines(builder))
    }

    @Test func `the kernel mounts an image that holds only a root`() throws {
        let builder = TreeBuilder(root: Attributes(mode: 0o700, user: 5, group: 6, modified: 7))
        for isExportable in [true, false] {
            let image = try builder.image(ImageOptions(isExportable: isExportable))
            let found = try Kernel.withMounted(image) { try TreeDescription.lines(folder: $0) }
            #expect(found == ["/ directory mode=700 owner=5:6 time=7"])
        }
    }

    @Test func `the kernel finds names among 100,000 through the index of their directory`() throws {
        var builder = TreeBuilder()
        let folder = builder.addDirectory("many")
        builder.setEntries(
            (0..<100_000).map {
                DirectoryEntry(name: Array("entry-\(1_000_000 + $0)".utf8), node: NodeIndex(UInt32($0 + 2)))
            },
            of: folder)
        builder.appendNodes(count: 100_000)
        // Names are looked up one by one, in no order, before the directory is listed.
        let script = """
            import os, sys
            folder = sys.argv[1] + "/many/"
            names = ["entry-%d" % (1000000 + index * 77773 % 100000) for index in range(4000)]
            print(len({os.lstat(folder + name).st_ino for name in names}), os.path.exists(folder + "entry-"),
                  os.path.exists(folder + "entry-1000000a"), os.path.exists(folder + "z"),
                  os.listdir(folder) == ["entry-%d" % (1000000 + index) for index in range(100000)])
            """
        let found = try Kernel.withMounted(try builder.image()) {
            try ReferenceTools.asRoot("/usr/bin/python3", ["-c", script, $0.path])
        }
        #expect(found.text == "4000 False False False True\n", "\(found.errorText)")
    }

    /// What an NFS server does: a file handle from one mount, opened in the next by way of the export table.
    @Test func `the kernel opens inodes by their numbers`() throws {
        let builder = SampleTrees.everything(blockSize: 4096)
        let image = try builder.image(ImageOptions(blockSize: 4096))
        let script = ReferenceTools.fixture("file_handles.py")
        try ReferenceTools.withRootFolder { folder in
            let file = folder.appendingPathComponent("image")
            try Data(image).write(to: file)
            let target = folder.appendingPathComponent("tree")
            let handles = try Kernel.withMounted(file, on: target) {
                try ReferenceTools.asRoot("/usr/bin/python3", ["-B", script, "name", $0.path])
            }
            let lines = handles.text.split(separator: "\n")
            let expected = try TreeDescription.lines(builder).filter {
                $0.contains(" file ") || $0.contains(" directory ")
            }
            #expect(lines.count == expected.count, "\(handles.errorText)")
            let opened = try Kernel.withMounted(file, on: target) {
                try ReferenceTools.asRoot("/usr/bin/python3", ["-B", script, "open", $0.path, handles.text])
            }
            #expect(opened.text.split(separator: "\n") == lines, "\(opened.errorText)")
        }
    }
}
