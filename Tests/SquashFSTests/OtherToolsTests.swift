import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

/// Other makers and readers do not keep all hard links.
func withoutLinks(_ lines: [String]) -> [String] {
    lines.map { line in
        line.split(separator: " ").filter { !$0.hasPrefix("links=") && !$0.hasPrefix("same=") }
            .joined(separator: " ")
    }
}

@Suite struct OtherToolsTests {
    @Test(arguments: 0..<8) func `a random tree in an image by mksquashfs is read`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 200 + seed)
        var builder = RandomTree.make(&random)
        // Names that take several metadata blocks, so that there is an index whose headers stand anywhere.
        let folder = builder.addDirectory("long")
        for index in 0..<Int.random(in: 100...600, using: &random) {
            let rest = String(repeating: "n", count: Int.random(in: 0...200, using: &random))
            builder.add("\(1000 + index)\(rest)", in: folder, random.pick([.fifo, .socket]))
        }
        let arguments = [
            ["-comp", random.pick(["gzip", "zstd"]), "-b", random.pick(["4K", "64K"])],
            random.pick([[], ["-noI"], ["-noI", "-noD", "-noF", "-noX"]]),
            random.pick([[], ["-no-fragments"], ["-always-use-fragments"]]), random.pick([[], ["-no-exports"]]),
        ].flatMap { $0 }
        try withUnpacked(builder) { folder in
            let image = try made(
                "/usr/bin/mksquashfs", ["FOLDER", "IMAGE", "-noappend", "-no-progress", "-quiet"] + arguments,
                of: folder)
            let found = try described(MemorySource(image))
            expectSame(found, try unsquashed(image))
            expectSame(withoutLinks(found), withoutLinks(try TreeDescription.lines(folder: folder)))
        }
    }

    @Test func `an image to which mksquashfs has appended is read`() throws {
        try withUnpacked(SampleTrees.everything(blockSize: 128 << 10)) { folder in
            let script = "mksquashfs $1/types $2 -quiet && mksquashfs $1/sizes $1/types-x $1/many $2 -quiet"
            let image = try made("/bin/sh", ["-ec", script, "sh", "FOLDER", "IMAGE"], of: folder)
            expectSame(try described(MemorySource(image)), try unsquashed(image))
        }
    }

    @Test(arguments: [ImageOptions(), ImageOptions(compression: .gzip(level: 9), blockSize: 4096)])
    func `rdsquashfs finds everything that was written`(_ options: ImageOptions) throws {
        let builder = SampleTrees.everything(blockSize: options.blockSize)
        let image = try builder.image(options)
        try ReferenceTools.withRootFolder { folder in
            let file = folder.appendingPathComponent("image")
            try Data(image).write(to: file)
            let target = folder.appendingPathComponent("tree")
            let result = try ReferenceTools.asRoot(
                "/usr/bin/rdsquashfs", ["-q", "-u", "/", "-p", target.path, "-X", "-T", "-C", "-O", file.path])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errorText)")
            // It leaves the root's own attributes to whoever made the folder, and sets capabilities before the owner,
            // which takes them away again.
            expectSame(
                Array(withoutLinks(try TreeDescription.lines(folder: target)).dropFirst()),
                withoutLinks(try TreeDescription.lines(builder)).dropFirst().map { line in
                    line.replacing(#/ security.capability=[0-9a-f]+/#, with: "")
                })
        }
    }
}
