import Documents
import Foundation
import TestSupport
import Testing

private let valid = "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: demo}\ntarget: {os: flatcar}\n"

@Suite struct `Exit codes` {
    @Test(arguments: [
        (["validate", "ok.yaml"], 0), (["render", "ok.yaml"], 0), (["why", "ok.yaml"], 0),
        (["why", "ok.yaml", "target.os"], 0),
        (["explain"], 0), (["explain", "docker.daemon"], 0), (["schema", "profile"], 0), (["--version"], 0),
        (["--help"], 0),
        (["validate", "bad.yaml"], 65), (["render", "bad.yaml"], 65), (["why", "bad.yaml"], 65),
        (["validate", "missing.yaml"], 65),
        (["validate", "folder"], 65), (["why", "ok.yaml", "docker"], 64), (["render", "ok.yaml", "--role", "x"], 65),
        (["render", "ok.yaml", "--set", "nonsense"], 65), (["validate", "warns.yaml"], 0),
        (["validate", "--strict", "warns.yaml"], 65),
        (["render"], 64), (["nosuchverb"], 64), (["render", "ok.yaml", "--nosuchoption"], 64),
        (["explain", "dokcer"], 64),
        (["render", "ok.yaml", "--spec", "2.0.0"], 64), (["render", "template.yaml"], 65), (["schema", "nothing"], 64),
        (["render", "host.bu", "--role", "x"], 64), (["render", "host.bu"], 0), (["init", "folder/new"], 0),
        (["init", "there"], 8), (["render", "ok.yaml", "--out", "ok.yaml/x"], 1),
    ])
    func `are those of the contract`(arguments: [String], code: Int) throws {
        let files = [
            "ok.yaml": valid, "bad.yaml": valid + "dokcer: {}\n", "folder/x": "",
            "warns.yaml": valid + "docker: {daemon: {no-such-setting: 1}}\n", "there/profiles/web.yaml": "mine",
            "host.bu": "variant: fcos\nversion: 1.4.0\n",
            "template.yaml": "apiVersion: basalt/v1\nkind: Template\nmetadata: {name: t, description: d}\n",
        ]
        try withFiles(files) { folder in
            let result = try Basalt.run(arguments, in: folder)
            #expect(Int(result.status) == code, "\(result.text)\(result.errorText)")
            if code != 0 { #expect(!result.errorText.isEmpty) }
        }
    }

    @Test func `say so when standard output takes no more`() throws {
        try withFiles(["ok.yaml": valid]) { folder in
            let result = try runTool(
                "/bin/sh", ["-c", "exec \"$1\" render \"$2\" >/dev/full", "sh", Basalt.path, folder.path + "/ok.yaml"])
            #expect(result.status == 1)
            #expect(
                result.errorText
                    == "error[cannot-write]: cannot write to standard output: No space left on device\n\n1 error\n")
        }
    }

    @Test func `leave nothing half-written on a full disk`() throws {
        try withFiles(["ok.yaml": valid]) { folder in
            // A file size limit of zero blocks stands for the full disk: every write fails.
            let script = "trap '' XFSZ; ulimit -f 0; exec \"$1\" render \"$2/ok.yaml\" --out \"$2/out\""
            let result = try runTool("/bin/sh", ["-c", script, "sh", Basalt.path, folder.path])
            #expect(result.status == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == [])
        }
    }

    @Test func `refuse a folder of templates that cannot be searched`() throws {
        let uses = valid + "include: [{template: time, with: {servers: [a]}}]\n"
        let template = "apiVersion: basalt/v1\nkind: Template\nmetadata: {name: t, description: d}\n"
        try withFiles([
            "uses.yaml": uses, "t.yaml": template, "host.bu": "variant: fcos\nversion: 1.4.0\n", "mine/x": "",
        ]) {
            folder in
            func run(_ arguments: [String], _ folders: String) throws -> ToolResult {
                try Basalt.run(arguments, in: folder, environment: ["BASALT_TEMPLATES=\(folders)"])
            }
            for arguments in [["render", "uses.yaml"], ["validate", "uses.yaml"], ["validate", "t.yaml"]] {
                let result = try run(arguments, "mine:nowhere")
                #expect(result.status == 65)
                #expect(result.errorText.contains("error[file-missing]: cannot search `nowhere` for templates"))
                #expect(try run(arguments, "uses.yaml").errorText.contains("it is not a folder"))
                #expect(try run(arguments, "mine").status == 0)
            }
            #expect(try run(["render", "host.bu"], "nowhere").status == 0)
        }
    }

    @Test func `init overwrites nothing and what it writes validates`() throws {
        try withFiles([:]) { folder in
            #expect(try Basalt.run(["init", "hosts"], in: folder).status == 0)
            let check = try Basalt.run(["validate", "--strict", "hosts/profiles/web.yaml"], in: folder)
            #expect(check.status == 0, "\(check.errorText)")
            let fleet = try Basalt.run(["validate", "--strict", "hosts/fleets/web.yaml"], in: folder)
            #expect(fleet.status == 0, "\(fleet.errorText)")
            #expect(try Basalt.run(["replace", "hosts/fleets/web.yaml", "--dry-run"], in: folder).status == 2)
            let again = try Basalt.run(["init", "hosts"], in: folder)
            #expect(again.status == 8)
            #expect(again.errorText.contains("hosts/profiles/web.yaml"))
        }
    }
}

@Suite struct `Output` {
    @Test func `of a result goes to standard output and everything else to standard error`() throws {
        try withFiles(["ok.yaml": valid + "time: {servers: [a]}\n"]) { folder in
            let result = try Basalt.run(["render", "ok.yaml"], in: folder)
            var diagnostics = Diagnostics()
            let file = SourceFile(name: "out", directory: nil, text: result.text)
            #expect(JSONReader.read(file, into: &diagnostics)?["ignition"]?["version"]?.string == "3.0.0")
            #expect(result.errorText.hasPrefix("demo: Ignition 3.0.0 for flatcar, "))
            #expect(try Basalt.run(["render", "ok.yaml", "--quiet"], in: folder).errorText.isEmpty)
        }
    }

    @Test func `is the same bytes on every run, as an argument and on standard input`() throws {
        try withFiles(["ok.yaml": valid + "docker: {daemon: {b: 1, a: 2}}\n"]) { folder in
            let first = try Basalt.run(["render", "ok.yaml"], in: folder)
            #expect(try Basalt.run(["render", "ok.yaml"], in: folder).output == first.output)
            let text = try String(contentsOf: folder.appendingPathComponent("ok.yaml"), encoding: .utf8)
            #expect(try Basalt.run(["render", "-"], input: text, in: folder).output == first.output)
        }
    }

    @Test func `has colours only where they are wanted`() throws {
        try withFiles(["bad.yaml": valid + "dokcer: {}\n"]) { folder in
            for (arguments, expected) in [([], false), (["--color", "always"], true), (["--color", "never"], false)] {
                let text = try Basalt.run(["validate", "bad.yaml"] + arguments, in: folder).errorText
                #expect(text.contains("\u{1B}[") == expected, "\(arguments)")
            }
        }
    }

    @Test func `as JSON has the documented shape`() throws {
        try withFiles(["bad.yaml": valid + "dokcer: {}\n"]) { folder in
            let result = try Basalt.run(["validate", "bad.yaml", "--format", "json"], in: folder)
            var diagnostics = Diagnostics()
            let document = try #require(
                JSONReader.read(SourceFile(name: "out", directory: nil, text: result.text), into: &diagnostics))
            #expect(document["version"]?.integer == 1)
            #expect(document["errors"]?.integer == 1)
            let problem = try #require(document["diagnostics"]?.items?.first)
            #expect(problem["code"]?.string == "unknown-key")
            #expect(problem["path"]?.string == "dokcer")
            #expect(problem["remedy"]?.string == "did you mean `docker`?")
            #expect(problem["range"]?["start"]?["line"]?.integer == 5)
            #expect(document["files"]?.items?.first?["valid"]?.boolean == false)
            #expect(result.errorText.isEmpty)
        }
    }

    @Test func `of problems as JSON is one document, also where a verb fails after warnings`() throws {
        let warns = valid + "docker: {daemon: {no-such-setting: 1}}\n"
        try withFiles(["warns.yaml": warns, "there/demo.ign/x": ""]) { folder in
            for (arguments, codes) in [
                (["render", "warns.yaml", "--out", "warns.yaml/x"], ["cannot-write", "unknown-key"]),
                (["render", "warns.yaml", "--out", "there"], ["cannot-write", "unknown-key"]),
                (["render", "warns.yaml", "--out", "out"], ["unknown-key"]),
                (["render", "warns.yaml"], ["unknown-key"]),
                (["why", "warns.yaml", "docker.nonsense"], ["unknown-field"]),
            ] {
                let result = try Basalt.run(arguments + ["--format", "json"], in: folder)
                let problems = try json(result.errorText)["diagnostics"]?.items ?? []
                #expect(problems.compactMap { $0["code"]?.string } == codes, "\(result.errorText)")
            }
        }
    }

    @Test func `of a rendering as JSON names the files that were written`() throws {
        // Random text is as large compressed as it is: the user data of this one goes to S3.
        var generator = SeededGenerator(seed: 1)
        let noise = (0..<20_000).map { _ in generator.pick(Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP")) }
        let large =
            valid + "instance: {user_data_prefix: \"s3://bucket/prefix\"}\nroles: {a: {}, b: "
            + "{storage: {files: [{path: /x, contents: {inline: \"\(String(noise))\"}}]}}}\n"
        try withFiles(["p.yaml": large, "host.bu": "variant: fcos\nversion: 1.4.0\n"]) { folder in
            for (file, expected) in [
                ("p.yaml", [["out/demo-a.ign"], ["out/demo-b.ign", "out/demo-b.s3-object.ign"]]),
                ("host.bu", [["out/host.ign"]]),
            ] {
                let result = try Basalt.run(["render", file, "--out", "out", "--format", "json"], in: folder)
                let files = (try json(result.text)["renderings"]?.items ?? []).map { $0["files"]?.strings ?? [] }
                #expect(files == expected, "\(result.errorText)")
                for path in files.joined() { #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(path)")) }
            }
            let printed = try Basalt.run(["render", "host.bu", "--format", "json"], in: folder)
            #expect(try json(printed.text)["files"] == nil)
        }
    }

    @Test func `repeats no secret, neither for people nor for machines`() throws {
        let text = valid + "proxy: {http: \"u:hunter2secret@h\"}\n\"https://u:hunter2secret@h\": 1\n"
        try withFiles(["bad.yaml": text]) { folder in
            for format in ["table", "json"] {
                let result = try Basalt.run(["validate", "bad.yaml", "--format", format], in: folder)
                #expect(result.status == 65 && !(result.text + result.errorText).contains("hunter2secret"))
            }
        }
    }

    @Test func `folder of a profile with roles holds a file for each`() throws {
        let roles = valid + "roles: {b: {}, a: {kernel_modules: [x]}}\n"
        try withFiles(["p.yaml": roles]) { folder in
            let result = try Basalt.run(["render", "p.yaml", "--out", "out"], in: folder)
            #expect(result.status == 0)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted() == [
                    "demo-a.ign", "demo-b.ign",
                ])
        }
    }
}
