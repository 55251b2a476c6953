import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct `basalt verify --rebuild` {
    @Test func `builds the same disk from what was recorded, wherever it is called`() throws {
        try TinyImage.withLayer { folder in
            #expect(try TinyImage.build(folder).status == 0)
            let store = folder.path + "/store"
            let again = try Basalt.run(["verify", "tiny@1.0.0", "--rebuild", "--offline", "--store", store])
            #expect(again.status == 0, "\(again.errorText)")
            #expect(again.errorText.contains("tiny@1.0.0 was built again, the same to the last byte"))
            #expect(!again.errorText.contains("other-tools"), "\(again.errorText)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: store + "/.building").isEmpty)
        }
    }

    @Test func `names the first file that differs, and what may have changed`() throws {
        try TinyImage.withLayer { folder in
            for name in ["a", "m", "z"] { try TinyImage.write("one", to: "usr/lib/\(name)", folder) }
            #expect(try TinyImage.build(folder).status == 0)
            for name in ["m", "z"] { try TinyImage.write("two", to: "usr/lib/\(name)", folder) }
            let other = try TinyImage.verify(folder, ["--rebuild"])
            #expect(other.status == 1 && other.errorText.contains("error[not-reproduced]"), "\(other.errorText)")
            #expect(other.errorText.contains(/root, block \d+: `\/usr\/lib\/m` has other bytes/), "\(other.errorText)")
            #expect(other.errorText.contains("nothing tells whether `\(folder.path)/root` changed since"))
            // The image itself is what it was.
            #expect(try TinyImage.verify(folder).status == 0)

            try FileManager.default.removeItem(atPath: folder.path + "/root/usr/lib/m")
            try TinyImage.write("one", to: "usr/lib/z", folder)
            let less = try TinyImage.verify(folder, ["--rebuild"])
            #expect(less.errorText.contains("`/usr/lib/m` is not there now"), "\(less.errorText)")
        }
    }

    @Test func `names the kernel's part that differs where the root is the same`() throws {
        try TinyImage.withLayer { folder in
            #expect(try TinyImage.build(folder).status == 0)
            let path = try #require(
                try FileManager.default.contentsOfDirectory(atPath: folder.path + "/root/boot").first)
            let kernel = folder.appendingPathComponent("root/boot/\(path)")
            var bytes = try Data(contentsOf: kernel)
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: kernel)
            let other = try TinyImage.verify(folder, ["--rebuild"])
            #expect(other.status == 1 && other.errorText.contains("section `.linux`"), "\(other.errorText)")
            #expect(other.errorText.contains("esp, block"), "\(other.errorText)")
        }
    }

    @Test func `says which input is gone or was never recorded, and of other versions first`() throws {
        try TinyImage.withLayer { folder in
            #expect(try TinyImage.build(folder).status == 0)
            let inputs = TinyImage.file("inputs.json", folder)
            let text = try String(contentsOf: inputs, encoding: .utf8)
            let old = text.replacing(/"zstd": "[^"]*"/, with: "\"zstd\": \"1.0.0\"")
            #expect(old != text)
            try old.write(to: inputs, atomically: true, encoding: .utf8)
            let warned = try TinyImage.verify(folder, ["--rebuild"])
            #expect(warned.status == 0 && warned.errorText.contains("warning[other-tools]"), "\(warned.errorText)")
            #expect(warned.errorText.contains("and was 1.0.0"), "\(warned.errorText)")

            try FileManager.default.moveItem(atPath: folder.path + "/root", toPath: folder.path + "/elsewhere")
            let gone = try TinyImage.verify(folder, ["--rebuild"])
            #expect(gone.status == 65 && gone.errorText.contains("error[file-missing]"), "\(gone.errorText)")
            #expect(gone.errorText.contains("\(folder.path)/root`, a layer of tiny@1.0.0, is not there any more"))
            #expect(gone.errorText.contains("put it back"), "\(gone.errorText)")

            try text.replacing("\"name\": \"tiny\"", with: "\"name\": \"other\"")
                .write(to: inputs, atomically: true, encoding: .utf8)
            #expect(try TinyImage.verify(folder, ["--rebuild"]).errorText.contains("does not tell what tiny@1.0.0"))
            try FileManager.default.removeItem(at: inputs)
            let never = try TinyImage.verify(folder, ["--rebuild"])
            #expect(never.status == 65 && never.errorText.contains("has no inputs.json"), "\(never.errorText)")
        }
    }

    @Test func `needs what decides about the bytes, and nothing of user data is recorded`() throws {
        try TinyImage.withLayer { folder in
            let profile =
                TinyImage.profile + """
                    storage: {files: [{path: /var/lib/x, contents: {inline: "hunter2"}}]}
                    """
            try profile.replacing("kernel_arguments: [console=ttyS0]", with: "tests: [{name: n, run: echo hunter2}]")
                .write(toFile: folder.path + "/tiny.yaml", atomically: true, encoding: .utf8)
            let built = try TinyImage.build(folder, "1.0.0", ["--allow", "control-character"])
            #expect(built.status == 0, "\(built.errorText)")
            let text = try String(contentsOf: TinyImage.file("inputs.json", folder), encoding: .utf8)
            #expect(!text.contains("hunter2"), "\(text)")
            #expect(text.contains("\"sourceDateEpoch\": 1700000000"), "\(text)")
            #expect(text.contains("control-character"), "\(text)")
            #expect(try TinyImage.verify(folder, ["--rebuild"]).status == 0)
        }
    }
}
