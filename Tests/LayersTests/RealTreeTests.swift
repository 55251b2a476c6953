import Archives
import Foundation
import Layers
import Testing
import TestSupport

/// One tree with every kind of entry, on disk: what real tools pack of it is read as what is there.
@Suite struct RealTreeTests {
    private func asRoot(_ program: String, _ arguments: String...) throws {
        let result = try ReferenceTools.asRoot("/usr/bin/env", [program] + arguments)
        guard result.status == 0 else { throw Unreadable(description: "\(program): \(result.text)\(result.errorText)") }
    }

    private func fill(_ folder: String, _ arguments: String...) throws {
        let script = [ReferenceTools.fixture("rootfs.sh"), arguments[0], folder] + arguments.dropFirst()
        let result = try ReferenceTools.asRoot("/bin/sh", script)
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
    }

    private static let packers: [[String]] = [
        ["tar", "--format=pax", "--sparse", "--xattrs", "--xattrs-include=*"], ["tar", "--format=gnu", "--sparse"],
        ["bsdtar", "--format=pax"],
    ]

    @Test(arguments: packers, ["cat", "gzip", "zstd", "xz"]) func `what a packer writes is read as what was there`(
        packer: [String], compressor: String
    ) throws {
        try ReferenceTools.withRootFolder { root in
            let folder = root.appendingPathComponent("tree").path
            let archive = root.appendingPathComponent("layer").path
            try asRoot("mkdir", folder)
            try fill(folder, "base")
            let compress = compressor == "cat" ? "cat" : "\(compressor) -c"
            let command = "\(packer.joined(separator: " ")) -C \(folder) -cf - . | \(compress) >\(archive)"
            try asRoot("sh", "-c", command)
            var disk = try unpackedListing(folder)
            if packer[1] == "--format=gnu" {  // which carries no extended attributes
                disk = disk.mapValues(withoutAttributes)
            }
            let ours = try read([TarLayer(FileBlob(path: archive))])
            let found = differences(try listing(ours), disk)
            #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
            #expect(ours.storedBytes < 3 << 20, "holes were stored: \(ours.storedBytes)")
        }
    }

    private func withoutAttributes(_ line: String) -> String {
        var fields = line.split(separator: " ", omittingEmptySubsequences: false)
        fields[fields.count - 2] = "-"
        return fields.joined(separator: " ")
    }

    @Test func `an image that umoci built layer by layer is read as the tree it was built from`() throws {
        try ReferenceTools.withRootFolder { root in
            let image = root.appendingPathComponent("layout").path + ":latest"
            let bundle = root.appendingPathComponent("bundle").path
            try asRoot("umoci", "init", "--layout", root.appendingPathComponent("layout").path)
            try asRoot("umoci", "new", "--image", image)
            try asRoot("umoci", "unpack", "--image", image, bundle)
            for step in 0...4 {
                if step == 0 {
                    try fill(bundle + "/rootfs", "base")
                } else {
                    try fill(bundle + "/rootfs", "change", "\(step)")
                }
                try asRoot("umoci", "repack", "--refresh-bundle", "--image", image, bundle)
            }
            let layers = try LayerSource.ociLayout(
                path: root.appendingPathComponent("layout").path, .name("latest"), .amd64
            ).layers()
            #expect(layers.count == 5)
            let ours = try listing(try read(layers))
            let target = root.appendingPathComponent("unpacked").path
            try asRoot("umoci", "raw", "unpack", "--image", image, target)
            for folder in [bundle + "/rootfs", target] {
                let found = differences(ours, try unpackedListing(folder))
                #expect(found.isEmpty, "\(folder):\n\(found.joined(separator: "\n"))")
            }
        }
    }

    @Test(arguments: ["gnu", "pax"]) func `a file of more than 8 GiB has its size and its place`(format: String) throws
    {
        try withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("large").path
            try piped("truncate", ["-s", "9G", path])
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.seek(toOffset: (9 << 30) - 4)
            try file.write(contentsOf: Data("tail".utf8))
            try file.close()
            let archive = try piped("tar", ["-C", folder.path, "--sparse", "--format=\(format)", "-c", "large"])
            for layer in [TarLayer(MemoryBlob(archive)), DirectoryLayer(path: folder.path)] as [any Layer] {
                let reader = try StackReader(LayerStack([layer]))
                #expect(try reader.nextFile()?.size == 9 << 30)
                var last: (end: UInt64, tail: [UInt8])?
                while let block = try reader.nextBlock() {
                    last = (block.offset + UInt64(block.bytes.count), Array(block.bytes.suffix(4)))
                }
                #expect(last?.end == 9 << 30)
                #expect(last?.tail == Array("tail".utf8))
                _ = try reader.finish()
            }
        }
    }
}
