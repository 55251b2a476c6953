import Foundation
import Layers
import Testing
import TestSupport

/// Good inputs with random damage: a typed error or a tree, never a crash, and never a long wait.
@Suite struct MutationTests {
    /// Flips, overwrites, cuts, doubles and moves bytes.
    private func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...5, using: &random) where !result.isEmpty {
            let place = Int.random(in: result.indices, using: &random)
            let length = min(Int.random(in: 1...600, using: &random), result.count - place)
            switch Int.random(in: 0..<8, using: &random) {
            case 0...3: result[place] = UInt8.random(in: 0...255, using: &random)
            case 4: result[place] = random.pick([0, 0x20, 0x22, 0x2F, 0x30, 0x37, 0x5B, 0x7B, 0x80, 0xFF])
            case 5: result.insert(contentsOf: result[place..<place + length], at: place)
            case 6: result.removeSubrange(place..<place + length)
            default: result.removeSubrange(place...)
            }
        }
        return result
    }

    private var limits: LayerLimits {
        var limits = LayerLimits()
        limits.uncompressedBytes = 1 << 22
        return limits
    }

    /// Whether a tree came of it; an error must be typed, and is enough.
    private func isRead(_ source: LayerSource) throws -> Bool {
        do {
            _ = try read(try source.layers(limits), limits: limits)
            return true
        } catch let error as LayerErrors {
            #expect(error.all.allSatisfy { !$0.reason.isEmpty && !$0.remedy.isEmpty })
        } catch let error as LayerError {
            #expect(!error.reason.isEmpty && !error.remedy.isEmpty)
        }
        return false
    }

    @Test(arguments: ["cat", "gzip", "zstd", "xz"]) func `a damaged layer`(tool: String) throws {
        let plain = try tar(
            """
            d('d'); f('d/' + 'n' * 120, 'content' * 100, pax_headers={'SCHILY.xattr.user.a': 'value'})
            l('l', 't' * 120); h('h', 'd/' + 'n' * 120); f('.wh.x'); add('c', type=tarfile.CHRTYPE, devmajor=1)
            f('big', 'text ' * 20000)
            """)
        let packed = try piped(tool, tool == "cat" ? [] : ["-c"], plain)
        var random = SeededGenerator(seed: 31)
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("layer")
            for _ in 0..<800 {
                try Data(damaged(packed, &random)).write(to: file)
                _ = try isRead(.tar(path: file.path, digest: nil))
            }
            // The harness itself works: the undamaged layer is read.
            try Data(packed).write(to: file)
            #expect(try isRead(.tar(path: file.path, digest: nil)))
        }
    }

    @Test(arguments: ["old.tar", "new.tar", "layout.tar"]) func `a damaged image in one file`(name: String) throws {
        try withTemporaryFolder { folder in
            try piped("python3", ["-B", ReferenceTools.fixture("images.py"), folder.path])
            let layout = folder.appendingPathComponent("layout").path
            try piped("tar", ["-C", layout, "-cf", folder.appendingPathComponent("layout.tar").path, "."])
            let file = folder.appendingPathComponent(name)
            let source: LayerSource =
                name == "layout.tar"
                ? .ociLayout(path: file.path, .name("one"), .amd64) : .dockerArchive(path: file.path, .only, .amd64)
            #expect(try isRead(source))
            let good = Array(try Data(contentsOf: file))
            var random = SeededGenerator(seed: 32)
            for _ in 0..<800 {
                try Data(damaged(good, &random)).write(to: file)
                _ = try isRead(source)
            }
        }
    }

    @Test func `a damaged index of an image layout`() throws {
        try withTemporaryFolder { folder in
            try piped("python3", ["-B", ReferenceTools.fixture("images.py"), folder.path])
            let layout = folder.appendingPathComponent("layout")
            let file = layout.appendingPathComponent("index.json")
            let good = Array(try Data(contentsOf: file))
            var random = SeededGenerator(seed: 33)
            var read = 0
            for _ in 0..<1500 {
                try Data(damaged(good, &random)).write(to: file)
                if try isRead(.ociLayout(path: layout.path, .name("one"), .amd64)) { read += 1 }
            }
            #expect(read > 0, "no damage was harmless, so nothing beyond the index was reached")
        }
    }
}
