import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `basalt pack` {
    private let files = [
        "root/etc/motd": "welcome\n", "root/usr/bin/tool": String(repeating: "tool ", count: 60_000),
        "root/usr/share/a": "same", "root/usr/share/b": "same",
    ]

    private func unpacked(_ image: String, in folder: URL) throws -> URL {
        let target = folder.appendingPathComponent("unpacked-\(image)")
        let result = try ReferenceTools.asRoot(
            "/usr/bin/unsquashfs", ["-quiet", "-no-progress", "-d", target.path, folder.path + "/" + image])
        #expect(result.status == 0, "\(result.errorText)")
        return target
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func `packs a folder so that unsquashfs finds the same in it, with any number of threads`() throws {
        try withFiles(files) { folder in
            for threads in ["1", "3"] {
                let result = try Basalt.run(
                    ["pack", "root", "-o", threads + ".sqfs", "--threads", threads, "--memory", "160MiB"], in: folder)
                #expect(result.status == 0 && result.text.isEmpty, "\(result.errorText)")
                #expect(result.errorText.hasPrefix("\(threads).sqfs: "))
            }
            let images = try ["1.sqfs", "3.sqfs"].map { try Data(contentsOf: folder.appendingPathComponent($0)) }
            #expect(images[0] == images[1] && !images[0].isEmpty)
            let same = try runTool("/usr/bin/diff", ["-r", folder.path + "/root", unpacked("1.sqfs", in: folder).path])
            #expect(same.status == 0, "\(same.text)")
            #expect(try names(in: folder) == ["1.sqfs", "3.sqfs", "root", "unpacked-1.sqfs"])
        }
    }

    @Test func `lays layers over each other, the bottom one first`() throws {
        try withFiles(["one/a": "1", "one/b": "1", "two/b": "2", "two/.wh.a": ""]) { folder in
            let tar = try runTool("/bin/sh", ["-c", "cd \"$1\" && tar -C two -czf two.tar.gz .", "sh", folder.path])
            #expect(tar.status == 0)
            #expect(try Basalt.run(["pack", "dir:one", "two.tar.gz", "-o", "x"], in: folder).status == 0)
            let root = try unpacked("x", in: folder)
            #expect(try names(in: root) == ["b"])
            #expect(try String(contentsOf: root.appendingPathComponent("b"), encoding: .utf8) == "2")
        }
    }

    @Test func `writes a hash tree that veritysetup verifies`() throws {
        try withFiles(files) { folder in
            let result = try Basalt.run(["pack", "root", "-o", "x", "--verity", "v", "--salt", "0badcafe"], in: folder)
            let hash = result.text.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(hash.count == 64)
            let verified = try runTool(
                "/usr/sbin/veritysetup", ["verify", folder.path + "/x", folder.path + "/v", hash])
            #expect(verified.status == 0, "\(verified.errorText)")
        }
    }

    @Test func `tells machines what it made`() throws {
        try withFiles(files) { folder in
            let result = try Basalt.run(
                ["pack", "root", "-o", "x", "--verity", "v", "--format", "json"], in: folder)
            var diagnostics = Diagnostics()
            let document = try #require(
                JSONReader.read(SourceFile(name: "out", directory: nil, text: result.text), into: &diagnostics))
            #expect(
                document.mapping?.keys == [
                    "contentBytes", "file", "inodes", "layers", "readBytes", "rootHash", "size", "version",
                ])
            #expect(document["file"]?.string == "x" && document["inodes"]?.integer == 9)
            #expect(document["contentBytes"]?.integer == 300_016)
            #expect(result.errorText.isEmpty)
        }
    }

    @Test(arguments: [
        (["missing.tar"], "missing.tar: it does not exist", 65), (["bad.tar"], "bad.tar", 65),
        (["root", "tar:root.tar@sha256:00"], "`sha256:00` is no digest", 65),
        (["docker-archive:bad.tar"], "bad.tar", 65), (["oci:root"], "index.json", 65),
    ]) func `names the layer that is wrong, and leaves nothing behind`(
        layers: [String], says: String, status: Int
    ) throws {
        try withFiles(files.merging(["bad.tar": "no archive"]) { one, _ in one }) { folder in
            let result = try Basalt.run(["pack"] + layers + ["-o", "x"], in: folder)
            #expect(Int(result.status) == status && result.errorText.contains(says), "\(result.errorText)")
            #expect(result.errorText.contains("= help: "), "\(result.errorText)")
            #expect(try names(in: folder) == ["bad.tar", "root"])
        }
    }

    @Test func `tells all layers that are wrong at once`() throws {
        try withFiles(files) { folder in
            let result = try Basalt.run(["pack", "oci:none", "tar:a@sha256:x", "-o", "x"], in: folder)
            #expect(result.errorText.contains("2 errors"), "\(result.errorText)")
        }
    }

    @Test(arguments: [
        (["--block-size", "5KiB"], 64), (["--level", "99"], 64), (["--level", "hard"], 64), (["--memory", "9MiB"], 64),
        (["--threads", "0"], 64),
        (["--salt", "xyz"], 64), (["--boot-order", "missing"], 65), (["-o", "none/x"], 1), (["-o", "root"], 1),
    ]) func `refuses what it cannot do`(arguments: [String], status: Int) throws {
        try withFiles(files) { folder in
            let output = arguments[0] == "-o" ? [] : ["-o", "x"]
            let result = try Basalt.run(["pack", "root"] + arguments + output, in: folder)
            #expect(Int(result.status) == status, "\(result.status) \(result.errorText)")
            #expect(try names(in: folder) == ["root"])
        }
    }

    @Test(arguments: ["SIGINT", "SIGTERM"])
    func `leaves nothing when it is interrupted`(_ signal: String) throws {
        try withFiles(files) { folder in
            // An archive of 64 GiB of zeros, which is a hole on the disk and takes long.
            let script =
                "import sys,tarfile\nt=tarfile.TarInfo('zeros'); t.size=64<<30\n"
                + "f=open(sys.argv[1],'wb'); f.write(t.tobuf(format=tarfile.GNU_FORMAT)); f.truncate((64<<30)+2048)"
            _ = try runTool("/usr/bin/env", ["python3", "-c", script, folder.path + "/zeros.tar"])
            let result = try runTool(
                "/usr/bin/env",
                [
                    "python3", "-B", ReferenceTools.fixture("interrupt.py"), signal, "-", Basalt.path, "pack",
                    "--no-cache",
                    folder.path + "/zeros.tar", "--limit", "100GiB", "-o", folder.path + "/x", "--progress", "json",
                ])
            #expect(result.text.hasPrefix("130\nerror[interrupted]: interrupted; nothing is left"), "\(result.text)")
            #expect(try names(in: folder) == ["root", "zeros.tar"])
        }
    }

    @Test(arguments: [
        (["--limit", "1MiB"], "big.tar", "too-many-bytes", "raise the limit with --limit"),
        (["--max-entries", "2"], "big.tar", "too-many-entries", "raise the limit with --max-entries"),
        ([], "twice.tar", "duplicate-entry", "--allow duplicate-entry takes it as it is"),
    ]) func `keeps to its limits, and says which option raises them`(
        arguments: [String], layer: String, code: String, remedy: String
    ) throws {
        try withTemporaryFolder { folder in
            let script = """
                cd "$1"; mkdir root; head -c 2000000 /dev/urandom >root/noise; echo x >root/x; echo y >root/y
                tar -cf big.tar -C root .; tar -cf twice.tar -C root ./x ./x --hard-dereference
                """
            _ = try runTool("/bin/sh", ["-ec", script, "sh", folder.path])
            let refused = try Basalt.run(["pack", layer] + arguments + ["-o", "x.squashfs"], in: folder)
            #expect(refused.status == 65 && refused.errorText.contains("[\(code)]\n"), "\(refused.errorText)")
            #expect(refused.errorText.contains(remedy), "\(refused.errorText)")
            let more =
                arguments.isEmpty
                ? ["--allow", "duplicate-entry"] : [arguments[0], arguments[0] == "--limit" ? "3MiB" : "999"]
            let taken = try Basalt.run(["pack", layer] + more + ["-o", "x.squashfs"], in: folder)
            #expect(taken.status == 0, "\(taken.errorText)")
        }
    }

    @Test func `leaves an older image alone when the disk is full`() throws {
        try withFiles(files) { folder in
            let script = """
                set -e; cd "$1"; mkdir disk; mount -t tmpfs -o size=512k none disk; echo old > disk/x
                head -c 4000000 /dev/urandom > root/noise
                status=0; "$2" pack root -o disk/x || status=$?
                cat disk/x; ls -A disk; exit $status
                """
            let result = try ReferenceTools.asRoot(
                "/usr/bin/unshare", ["-m", "/bin/sh", "-c", script, "sh", folder.path, Basalt.path])
            #expect(result.status == 1 && result.text == "old\nx\n", "\(result.text) \(result.errorText)")
            #expect(result.errorText.contains("No space left on device"), "\(result.errorText)")
        }
    }

    @Test func `refuses to replace a layer by its image`() throws {
        try withFiles(files) { folder in
            let script = #"cd "$1" && tar -C root -cf root.tar . && ln root.tar other"#
            #expect(try runTool("/bin/sh", ["-c", script, "sh", folder.path]).status == 0)
            let layer = folder.appendingPathComponent("root.tar")
            let before = try Data(contentsOf: layer)
            for output in ["root.tar", "./other"] {
                let result = try Basalt.run(["pack", "root.tar", "-o", output], in: folder)
                #expect(result.status == 1 && result.errorText.contains("it holds the layer `root.tar`"))
            }
            #expect(try Data(contentsOf: layer) == before)
        }
    }

    @Test func `puts the files that a boot reads first`() throws {
        try withFiles(files.merging(["order": "/usr/share/b\netc/motd\n"]) { one, _ in one }) { folder in
            let plain = try Basalt.run(["pack", "root", "-o", "x", "--compression", "none"], in: folder)
            let ordered = try Basalt.run(
                ["pack", "root", "-o", "y", "--compression", "none", "--boot-order", "order"], in: folder)
            #expect(plain.status == 0 && ordered.status == 0)
            let bytes = try Data(contentsOf: folder.appendingPathComponent("y"))
            #expect(String(decoding: bytes[(512 << 10)...].prefix(12), as: UTF8.self) == "samewelcome\n")
            let same = try runTool(
                "/usr/bin/diff", ["-r", unpacked("x", in: folder).path, unpacked("y", in: folder).path])
            #expect(same.status == 0)
        }
    }

    @Test func `shows its progress as JSON lines where that is asked for, and none through a pipe`() throws {
        try withFiles(files) { folder in
            let quiet = try Basalt.run(["pack", "root", "-o", "x", "--quiet"], in: folder)
            #expect(quiet.errorText.isEmpty && quiet.text.isEmpty)
        }
    }
}
