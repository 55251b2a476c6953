import Foundation
import Images
import SquashFS
import TestSupport
import Testing

/// Whatever an image says, an extraction changes nothing but its own folder.
@Suite struct `Extraction of a hostile image` {
    /// A folder with an image of mksquashfs whose tables are not compressed, so that damage gets past the codec, and a
    /// folder `outside` that the image's links lead to.
    private func withImage(_ body: (_ folder: URL, _ image: [UInt8]) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let script = """
                mkdir -p "$1/outside" "$1/tree/ab/cd" && cd "$1/tree" && printf kept >../outside/kept
                printf 1 >ab/one; printf 2 >ab/cd/two; ln ab/one ab/three; mkfifo ab/pipe; head -c 300000 /dev/zero >zz
                ln -s "$1/outside" aa; ln -s ../outside ac; ln -s "$1/outside/kept" ab/kept; ln -s .. ab/up
                mksquashfs . ../image -quiet -no-progress -noI -noX -noF -noD -b 4K && cd .. && rm -r tree
                """
            let made = try runTool("/bin/sh", ["-c", script, "sh", folder.path])
            guard made.status == 0 else { throw Unreadable(description: made.errorText) }
            try body(folder, Array(try Data(contentsOf: folder.appendingPathComponent("image"))))
        }
    }

    /// Extracts changed bytes.
    private func extract(_ image: [UInt8], in folder: URL) throws(ImageError) -> ExtractionResult {
        let file = folder.appendingPathComponent("image")
        guard (try? Data(image).write(to: file)) != nil else { throw ImageError(.cannotWrite, "\(file.path)") }
        let reader = try ImageReader.open(file.path)
        var options = ExtractionOptions()
        options.limit = 64 << 20
        return try Extraction.run(reader, path: [], into: folder.path + "/out", options: options) { _ in true }
    }

    /// What is there besides the extracted folder, and what `outside` holds.
    private func surroundings(_ folder: URL) throws -> String {
        let script = """
            cd "$1" && ls -A . | grep -vx out; find outside -printf '%p %m %n %s %T@ %U %G\\n' | sort; cat outside/*
            """
        return try runTool("/bin/sh", ["-c", script, "sh", folder.path]).text
    }

    private func replaced(_ image: [UInt8], _ old: String, _ new: [UInt8]) -> [[UInt8]] {
        let old = Array(old.utf8)
        return image.indices.filter { image[$0...].starts(with: old) }.map { place in
            var changed = image
            changed.replaceSubrange(place..<(place + new.count), with: new)
            return changed
        }
    }

    @Test func `with names that lead out, or a link in a directory's place, is refused`() throws {
        try withImage { folder, image in
            #expect(try extract(image, in: folder).entries == 11)
            try FileManager.default.removeItem(atPath: folder.path + "/out")
            let before = try surroundings(folder)
            for (old, new) in [("ab", ".."), ("ab", "aa"), ("cd", ".."), ("ab", "a/"), ("ab", "./"), ("cd", "c\0")] {
                let images = replaced(image, old, Array(new.utf8))
                #expect(!images.isEmpty)
                var refused = 0
                for changed in images {
                    do throws(ImageError) {
                        _ = try extract(changed, in: folder)
                        try? FileManager.default.removeItem(atPath: folder.path + "/out")
                    } catch {
                        #expect(error.code == .invalid, "\(error)")
                        refused += 1
                    }
                    #expect(try surroundings(folder) == before)
                }
                #expect(refused > 0, "\(old) became \(new)")
            }
        }
    }

    @Test(.timeLimit(.minutes(60)), arguments: 0..<6)
    func `with random damage stays in its folder`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 500 + seed)
        try withImage { folder, image in
            let superblock = try SquashFSReader.open(MemorySource(image)).superblock
            let before = try surroundings(folder)
            var (extracted, refused) = (0, 0)
            for _ in 0..<60 {
                var changed = image
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let place = Int.random(in: Int(superblock.inodeTable)..<Int(superblock.bytesUsed), using: &random)
                    changed[place] = random.pick([
                        changed[place] ^ 1, 0, 0x2E, 0x2F, 0x61, 0x7F, 0xFF, changed[place] &+ 8,
                    ])
                }
                do throws(ImageError) {
                    _ = try extract(changed, in: folder)
                    extracted += 1
                } catch {
                    refused += 1
                    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"), "\(error)")
                }
                #expect(try surroundings(folder) == before)
                _ = try runTool("/bin/sh", ["-c", "cd \"$1\" && chmod -R u+rwx out; rm -rf out", "sh", folder.path])
            }
            #expect(extracted > 3 && refused > 20, "\(extracted) extracted, \(refused) refused")
        }
    }

    @Test func `that is deeper than a process can open is refused before anything is written`() throws {
        try withTemporaryFolder { folder in
            let script = """
                import os, subprocess, sys
                os.chdir(sys.argv[1]); os.mkdir("tree"); os.chdir("tree")
                for _ in range(520): os.mkdir("d"); os.chdir("d")
                os.chdir(sys.argv[1])
                subprocess.run(["mksquashfs", "tree", "image", "-quiet", "-no-progress"], check=True)
                """
            #expect(try runTool("/usr/bin/python3", ["-c", script, folder.path]).status == 0)
            let image = Array(try Data(contentsOf: folder.appendingPathComponent("image")))
            let error = #expect(throws: ImageError.self) { try extract(image, in: folder) }
            #expect(error?.code == .limit && error?.message.contains("more than 500 directories deep") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["image", "tree"])
        }
    }
}
