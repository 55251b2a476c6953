import Foundation
import TestSupport
import Testing

@Suite struct `Manual pages` {
    @Test func `are there for each verb, and groff and man find nothing wrong with them`() throws {
        let verbs = try Help.verbs()
        try withFiles([:]) { folder in
            #expect(try Basalt.run(["manual", "man1"], in: folder).status == 0)
            let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/man1").sorted()
            #expect(pages == (verbs.map { "basalt-\($0).1" } + ["basalt.1"]).sorted())
            for page in pages {
                let path = "\(folder.path)/man1/\(page)"
                let groff = try runTool("/usr/bin/groff", ["-man", "-Tutf8", "-ww", "-z", path])
                #expect(groff.status == 0 && groff.errorText.isEmpty, "\(page): \(groff.errorText)")
                let script =
                    "LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z \"$1\" >/dev/null"
                let man = try runTool("/bin/sh", ["-c", script, "sh", path])
                #expect(man.status == 0 && man.errorText.isEmpty, "\(page): \(man.errorText)")
            }
        }
    }

    @Test func `say what help says`() throws {
        try withFiles([:]) { folder in
            #expect(try Basalt.run(["manual", "man1"], in: folder).status == 0)
            let script = "groff -man -Tascii -P-cbou -rLL=78n \"$1\""
            let lines = try runTool("/bin/sh", ["-c", script, "sh", folder.path + "/man1/basalt-replace.1"]).text
            let page = lines.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for words in [
                "basalt-replace - Replace a fleet's outdated hosts by new ones.", "basalt replace <fleet>", "--dry-run",
                "EXIT STATUS", "0 done or nothing to do", "--color color",
                "(values: auto, always, never; default: auto)",
            ] { #expect(page.contains(words), "\(words)") }
        }
    }
}

@Suite struct `Installing` {
    @Test func `puts everything where systems look for it`() throws {
        let verbs = try Help.verbs()
        try withFiles([:]) { folder in
            let script = ReferenceTools.repository.appending(path: "Scripts/install").path
            let result = try runTool(script, [Basalt.path, folder.path + "/usr"])
            #expect(result.status == 0, "\(result.errorText)")
            let found = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: "\(folder.path)/\($0)", isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            let guides = found.filter { $0.hasPrefix("usr/share/doc/basalt/") }
            #expect(
                Set(guides.map { String($0.dropFirst(21)) }).isSuperset(of: [
                    "README.md", "at-3-am.md", "ci.md", "ci/image.yml", "commands.md", "leaving-basalt.md",
                    "operations.md",
                    "platform-team.md",
                ]))
            let expected =
                [
                    "usr/bin/basalt", "usr/share/bash-completion/completions/basalt",
                    "usr/share/fish/vendor_completions.d/basalt.fish", "usr/share/man/man1/basalt.1",
                    "usr/share/zsh/site-functions/_basalt",
                ] + verbs.map { "usr/share/man/man1/basalt-\($0).1" }
            #expect(found.filter { !guides.contains($0) }.sorted() == expected.sorted())
            let version = try runTool(folder.path + "/usr/bin/basalt", ["--version"])
            #expect(version.status == 0 && version.text == "0.1.0\n")
            #expect(try runTool(script, ["--remove", folder.path + "/usr"]).status == 0)
            let left = try runTool("/usr/bin/find", [folder.path, "-type", "f"])
            #expect(left.text.isEmpty, "\(left.text)")
        }
    }
}
