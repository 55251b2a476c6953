import Foundation
import TestSupport
import Testing

@testable import Commands

/// What becomes of output where the reader is no terminal, or a poor one.
@Suite struct `Output for poor readers` {
    private static let broken = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: broken}
        extends: [docker-host]
        storage:
          volumes:
            - {name: data, match: {ebs_device: /dev/nvme1n1}, formt: xfs, mount: {path: /data}}

        """

    /// The command with a terminal as its output, as script(1) gives one.
    private func onTerminal(_ arguments: [String], _ environment: [String], in folder: URL) throws -> String {
        let line = (["env"] + environment + [Basalt.path] + arguments).joined(separator: " ")
        let result = try runTool(
            "/bin/sh", ["-c", "cd \"$1\" && exec script -qec \"$2\" /dev/null", "sh", folder.path, line])
        return result.text
    }

    @Test(arguments: [
        (["TERM=xterm"], true), (["TERM=dumb"], false), (["TERM=xterm", "NO_COLOR=1"], false),
        (["TERM=xterm", "NO_COLOR="], true),
    ])
    func `is coloured on a terminal that can, and nobody forbids it`(environment: [String], isColored: Bool) throws {
        try withFiles(["broken.yaml": Self.broken]) { folder in
            let text = try onTerminal(["validate", "broken.yaml"], ["-u", "NO_COLOR"] + environment, in: folder)
            #expect(text.contains("\u{1B}[") == isColored, "\(text)")
            #expect(text.contains("unknown-key"))
        }
    }

    @Test func `has no escape sequence in a pipe, but where it is asked for`() throws {
        try withFiles(["broken.yaml": Self.broken]) { folder in
            for (option, isColored) in [("auto", false), ("never", false), ("always", true)] {
                let result = try Basalt.run(["validate", "broken.yaml", "--color", option], in: folder)
                #expect(result.errorText.contains("\u{1B}[") == isColored, "\(option)")
            }
        }
    }

    @Test func `draws nothing over itself on a dumb terminal`() throws {
        try withFiles(FleetFiles.all("")) { folder in
            let arguments = ["replace", "fleet.yaml", "--yes"]
            let environment = ["BASALT_STATE=state", "COLUMNS=80"]
            let dumb = try onTerminal(arguments, environment + ["TERM=dumb"], in: folder)
            #expect(!dumb.contains("\u{1B}") && dumb.contains("done: "), "\(dumb)")
        }
    }

    @Test(arguments: [("C.UTF-8", "\u{2588}"), ("C", "#")])
    func `has bars that the language setting can show`(locale: String, mark: String) throws {
        try withFiles(FleetFiles.all("")) { folder in
            let environment = ["BASALT_STATE=state", "TERM=xterm", "LC_ALL=\(locale)"]
            let table = try onTerminal(["replace", "fleet.yaml", "--yes"], environment, in: folder)
            #expect(table.contains("\(mark)\(mark)\(mark)") && table.contains(" of 4 serve"), "\(table)")
            #expect(locale != "C" || table.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test(arguments: ["C", "POSIX", "en_US.ISO-8859-1"])
    func `is ASCII where the language setting is`(locale: String) throws {
        let circle = "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: a}\nextends: [%.yaml]\n"
        let files = ["a.yaml": circle.replacing("%", with: "b"), "b.yaml": circle.replacing("%", with: "a")]
        try withFiles(files) { folder in
            let plain = try Basalt.run(["validate", "a.yaml"], in: folder, environment: ["LC_ALL=\(locale)"]).errorText
            let drawn = try Basalt.run(["validate", "a.yaml"], in: folder).errorText
            #expect(plain.utf8.allSatisfy { $0 < 0x80 } && plain.contains(" -> "), "\(plain)")
            #expect(drawn.contains(" \u{2192} ") && drawn.replacing("\u{2192}", with: "->") == plain)
        }
    }

    @Test func `cuts source lines to 40 columns, and keeps messages whole`() throws {
        try withFiles(["broken.yaml": Self.broken]) { folder in
            let result = try Basalt.run(["validate", "broken.yaml"], in: folder, environment: ["COLUMNS=40"])
            let excerpts = result.errorText.split(separator: "\n").filter { $0.contains(" | ") }
            #expect(excerpts.count >= 6)
            for line in excerpts { #expect(line.count <= 40, "\(line)") }
        }
    }

    @Test func `explains fields in 40 columns`() throws {
        let text = try Basalt.run(["explain", "docker"], environment: ["COLUMNS=40"]).text
        let long = text.split(separator: "\n").filter { $0.hasPrefix("      ") && $0.count > 40 }
        #expect(long.isEmpty, "\(long)")
    }
}

/// Language settings, and what is drawn in them.
@Suite struct `A language setting` {
    @Test(arguments: [
        (["LC_ALL": "C.UTF-8"], true), (["LANG": "de_DE.utf8"], true), ([:], false), (["LANG": "en_US"], false),
        (["LC_ALL": "C", "LANG": "C.UTF-8"], false), (["LC_ALL": "", "LC_CTYPE": "UTF-8"], false),
        (["LANG": "ca_ES.UTF-8@valencia"], true), (["LC_CTYPE": "C.utf-8", "LANG": "C"], true),
    ])
    func `is one of UTF-8 where its encoding says so`(variables: [String: String], isUTF8: Bool) {
        #expect(LocaleSetting { variables[$0] }.isUTF8 == isUTF8)
    }

    @Test func `of ASCII changes Basalt's own characters only`() {
        let plain = LocaleSetting { _ in "C" }
        #expect(plain.drawable("a \u{2192} b\u{2026} \u{E9}") == "a -> b... \u{E9}")
        #expect(LocaleSetting { _ in "C.UTF-8" }.drawable("a \u{2192} b") == "a \u{2192} b")
    }
}
