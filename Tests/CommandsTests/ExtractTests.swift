import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `basalt extract` {
    @Test(arguments: ImageFiles.Maker.allCases)
    func `gives root back everything that was packed`(_ maker: ImageFiles.Maker) throws {
        try ImageFiles.withImage(maker) { folder in
            let result = try ImageFiles.asRoot(["extract", "image", "-o", "out"], in: folder)
            #expect(result.status == 0 && !result.errorText.contains("warning"), "\(result.errorText)")
            let reference = folder.appendingPathComponent("reference")
            try ImageFiles.succeed(
                "/usr/bin/unsquashfs", ["-no-progress", "-d", reference.path, folder.path + "/image"])
            let found = try ImageFiles.lines(folder.appendingPathComponent("out"))
            #expect(found == (try ImageFiles.lines(reference)))
            #expect(found == (try ImageFiles.lines(folder.appendingPathComponent("tree"))))
            #expect(found.count > 25)
            let blocks = try ReferenceTools.asRoot("/usr/bin/stat", ["-c", "%b", folder.path + "/out/etc/sparse"])
            #expect(Int(blocks.text.dropLast()) ?? .max <= 2048)
        }
    }

    @Test func `takes one directory, through a link, or one file`() throws {
        try ImageFiles.withImage { folder in
            #expect(try ImageFiles.asRoot(["extract", "image", "sbin", "-o", "a"], in: folder).status == 0)
            #expect(try ImageFiles.asRoot(["extract", "image", "etc/link", "-o", "b/"], in: folder).status == 0)
            let script = "cd \"$1\" && ls a b && stat -c %a a b && diff -r a tree/bin && cmp b/link tree/bin/su"
            let listed = try ReferenceTools.asRoot("/bin/sh", ["-c", script, "sh", folder.path])
            #expect(listed.text == "a:\na-first\nping\nsu\nwall\n\nb:\nlink\n755\n755\n", "\(listed.errorText)")
        }
    }

    @Test func `leaves out what only root may set, and counts it`() throws {
        try ImageFiles.withImage { folder in
            let script = "cd \"$1\" && chmod 755 . .. && mkdir mine && chown 65534:65534 mine"
            try ImageFiles.succeed("/bin/sh", ["-c", script, "sh", folder.path])
            func asNobody(_ arguments: [String]) throws -> ToolResult {
                let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/env", "COLUMNS=80"]
                let command = "cd \"$1/mine\" && shift && exec \"$@\""
                return try ReferenceTools.asRoot(
                    "/usr/bin/setpriv", nobody + ["/bin/sh", "-c", command, "sh", folder.path, Basalt.path] + arguments)
            }
            let result = try asNobody(["extract", "../image", "-o", "out"])
            #expect(result.status == 0)
            #expect(
                try GoldenFile.expected("extract-not-root.txt", for: result.errorText, beside: #filePath)
                    == result.errorText)
            let modes = try ReferenceTools.asRoot(
                "/bin/sh",
                ["-c", "cd \"$1/mine/out\" && stat -c '%a %u %n' bin/su team tmp etc/closed dev/*", "sh", folder.path])
            #expect(
                modes.text == """
                    755 65534 bin/su
                    775 65534 team
                    1777 65534 tmp
                    0 65534 etc/closed
                    777 65534 dev/log
                    600 65534 dev/pipe

                    """)
            let denied = try asNobody(["extract", "../image", "-o", "../out"])
            #expect(denied.status == 77 && denied.errorText.contains("Permission denied"), "\(denied.errorText)")
            try ImageFiles.succeed("/bin/chmod", ["600", folder.path + "/image"])
            let unreadable = try asNobody(["ls", "../image"])
            #expect(unreadable.status == 77 && unreadable.errorText.contains("error[permission-denied]"))
        }
    }

    @Test func `says in JSON what it has done`() throws {
        try ImageFiles.withImage { folder in
            let result = try ImageFiles.asRoot(
                ["extract", "image", "bin", "-o", "out", "--format", "json"], in: folder)
            let document = try json(result.text)
            #expect(document["version"]?.integer == 1 && document["folder"]?.string == "out")
            #expect(document["entries"]?.integer == 4)
            #expect(document["bytes"]?.integer == 90_000 + 512_000 + 4)
            #expect(document["skipped"]?["owners"]?.integer == 0 && document["skipped"]?["devices"]?.integer == 0)
        }
    }

    @Test(arguments: [
        (["extract", "image", "-o", "tree"], 8, "already-there"),
        (["extract", "image", "-o", "image"], 8, "already-there"),
        (["extract", "image", "-o", "."], 8, "already-there"),
        (["extract", "image", "-o", "no/such"], 1, "cannot-write"),
        (["extract", "image", "-o", "out", "--limit", "512KiB"], 65, "image-limit"),
        (["extract", "image", "no", "-o", "out"], 65, "no-such-path"),
        (["extract", "image", "loop-a", "-o", "out"], 65, "no-such-path"),
        (["extract", "tree/bin/su", "-o", "out"], 65, "invalid-image"),
        (["extract", "tree", "-o", "out"], 65, "invalid-image"),
        (["ls", "none"], 65, "file-missing"), (["ls", "cut"], 65, "invalid-image"),
        (["ls", "empty"], 65, "invalid-image"),
        (["cat", "image", "etc/"], 65, "not-a-file"), (["cat", "image", "bin/su/x"], 65, "no-such-path"),
        (["ls", "tree/dev/pipe"], 65, "invalid-image"),
    ])
    func `refuses with the exit code of the contract, and leaves nothing`(
        arguments: [String], code: Int32, problem: String
    ) throws {
        try ImageFiles.withImage { folder in
            let script = "cd \"$1\" && head -c 3000 image >cut && : >empty"
            try ImageFiles.succeed("/bin/sh", ["-c", script, "sh", folder.path])
            let result = try ImageFiles.asRoot(arguments, in: folder)
            #expect(result.status == code)
            #expect(result.errorText.hasPrefix("error[\(problem)]: "), "\(result.errorText)")
            #expect(try Self.names(folder) == ["cut", "empty", "image", "tree"])
        }
    }

    @Test func `leaves nothing on a full disk`() throws {
        try ImageFiles.withImage { folder in
            // A limit of 64 KiB for files stands for the full disk.
            let script = "trap '' XFSZ; ulimit -f 128; cd \"$1\" && exec \"$2\" extract image -o out"
            let result = try ReferenceTools.asRoot("/bin/sh", ["-c", script, "sh", folder.path, Basalt.path])
            #expect(result.status == 1)
            #expect(result.errorText.hasPrefix("error[cannot-write]: cannot write `out/"), "\(result.errorText)")
            #expect(try Self.names(folder) == ["image", "tree"])
        }
    }

    @Test(arguments: ["SIGINT", "SIGTERM"])
    func `leaves nothing when it is interrupted`(_ signal: String) throws {
        try ReferenceTools.withRootFolder { folder in
            try FileManager.default.createDirectory(atPath: folder.path + "/tree", withIntermediateDirectories: true)
            try ImageFiles.succeed(
                "/usr/bin/mksquashfs",
                [
                    folder.path + "/tree", folder.path + "/image", "-quiet", "-no-progress", "-p",
                    "big f 644 0 0 yes basalt | head -c 1000000000",
                ])
            let result = try ReferenceTools.asRoot(
                "/usr/bin/python3",
                [
                    "-B", ReferenceTools.fixture("interrupt.py"), signal, folder.path + "/out.*.tmp/big", Basalt.path,
                    "extract", folder.path + "/image", "-o", folder.path + "/out",
                ])
            #expect(result.text.hasPrefix("130\nerror[interrupted]: interrupted; nothing is left"), "\(result.text)")
            #expect(try Self.names(folder) == ["image", "tree"])
        }
    }

    @Test func `fills an empty folder that is there, also through a link`() throws {
        try ImageFiles.withImage { folder in
            try ImageFiles.succeed("/bin/sh", ["-c", "cd \"$1\" && mkdir real && ln -s real out", "sh", folder.path])
            #expect(try ImageFiles.asRoot(["extract", "image", "etc", "-o", "out/"], in: folder).status == 0)
            #expect(try Self.names(folder) == ["image", "out", "real", "tree"])
            #expect(try ReferenceTools.asRoot("/bin/cat", [folder.path + "/real/os-release"]).text == "ID=basalt\n")
        }
    }

    private static func names(_ folder: URL) throws -> [String] {
        try ReferenceTools.asRoot("/bin/ls", ["-A", folder.path]).text.split(separator: "\n").map(String.init)
    }
}
