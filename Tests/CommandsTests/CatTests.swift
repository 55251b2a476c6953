import Foundation
import TestSupport
import Testing

@Suite struct `basalt cat` {
    @Test(arguments: ImageFiles.Maker.allCases)
    func `gives every file as it is on disk`(_ maker: ImageFiles.Maker) throws {
        try ImageFiles.withImage(maker) { folder in
            for path in [
                "bin/su", "bin/ping", "/etc/closed/secret", "etc/empty", "etc/sparse", "etc/link", "etc/absolute",
                "above", "sbin/../team/second", "etc/Grüße 漢字",
            ] {
                let result = try ImageFiles.asRoot(["cat", "image", path], in: folder)
                let onDisk = path == "etc/absolute" ? "etc/os-release" : path == "above" ? "etc/os-release" : path
                let expected = try ReferenceTools.asRoot("/bin/cat", [folder.path + "/tree/" + onDisk])
                #expect(result.status == 0 && expected.status == 0, "\(path): \(result.errorText)")
                #expect(result.output == expected.output, "\(path)")
            }
        }
    }

    @Test func `prints several files behind each other, and none where one is missing`() throws {
        try ImageFiles.withImage { folder in
            let both = try ImageFiles.asRoot(["cat", "image", "etc/os-release", "bin/wall"], in: folder)
            #expect(both.text == "ID=basalt\nwall")
            let missing = try ImageFiles.asRoot(["cat", "image", "etc/os-release", "bin/wal"], in: folder)
            #expect(missing.status == 65 && missing.output.isEmpty)
            #expect(missing.errorText.contains("did you mean `/bin/wall`?"))
        }
    }

    @Test func `ends in order when its reader goes away`() throws {
        try ImageFiles.withImage { folder in
            // Quietly by the signal, as other filters do; with one error where the signal is ignored.
            // What this process does with the signal would be handed on, so it is said.
            for (signal, expected, lines) in [("--default-signal=PIPE", "141", 0), ("--ignore-signal=PIPE", "1", 3)] {
                let script = """
                    cd "$1" && { (env \(signal) "$2" cat image etc/sparse; echo $? >status) 2>errors | head -c 10 >first
                    } && cat status errors
                    """
                let result = try ReferenceTools.asRoot("/bin/sh", ["-c", script, "sh", folder.path, Basalt.path])
                let text = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                #expect(text.first.map(String.init) == expected, "\(result.text)")
                #expect(text.count == 1 + lines, "\(result.text)")
            }
        }
    }

    @Test func `says where a damaged file is`() throws {
        try ImageFiles.withImage(.mksquashfs) { folder in
            // Behind the superblock's 96 bytes starts the first block of data, with the head of a zlib stream.
            let script = "printf '\\377\\377\\377\\377' | dd of=\"$1/image\" bs=1 seek=96 conv=notrunc 2>/dev/null"
            try ImageFiles.succeed("/bin/sh", ["-c", script, "sh", folder.path])
            let result = try ImageFiles.asRoot(["extract", "image", "-o", "out"], in: folder)
            #expect(result.status == 65)
            #expect(result.errorText.hasPrefix("error[invalid-image]: `image`: /"), "\(result.errorText)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == ["image", "tree"])
        }
    }
}
