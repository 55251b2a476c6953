import Documents
import Foundation
import TestSupport
import Testing

/// Pages mark their examples: `<!-- file: NAME -->` before a block is a file, `<!-- output: basalt … -->` what the command
/// prints in a folder with the files above it, errors and remarks last. `BASALT_UPDATE_GOLDEN` writes them anew.
@Suite struct `The README` {
    @Test(arguments: [
        ("README.md", 8), ("docs/platform-team.md", 5), ("docs/ci.md", 1), ("docs/operations.md", 4),
        ("docs/at-3-am.md", 6), ("docs/leaving-basalt.md", 2),
    ])
    func `and the guides show what the command really prints`(page: String, examples: Int) throws {
        let file = ReferenceTools.repository.appending(path: page)
        let text = try String(contentsOf: file, encoding: .utf8)
        let printed = try withFiles([:]) { folder in try Self.printed(text, in: folder) }
        if ProcessInfo.processInfo.environment["BASALT_UPDATE_GOLDEN"] != nil {
            try Data(printed.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == printed)
        #expect(printed.components(separatedBy: "<!-- output: ").count - 1 >= examples)
    }

    /// Options and verbs of commands that are shown without their output.
    @Test(arguments: ["platform-team.md", "ci.md", "operations.md", "at-3-am.md", "leaving-basalt.md"])
    func `leads to guides whose verbs, options and links there are`(page: String) throws {
        let file = ReferenceTools.repository.appending(path: "docs/\(page)")
        let text = try String(contentsOf: file, encoding: .utf8)
        for link in text.matches(of: /\]\(([^):]+)\)/) {
            let target = file.deletingLastPathComponent().appending(path: String(link.1))
            #expect(FileManager.default.fileExists(atPath: target.path), "\(link.1)")
        }
        for call in text.matches(of: /(?:^|\n|[`$] ?| {4})basalt ([a-z]+)([^\n`#]*)/) {
            let help = try Basalt.run([String(call.1), "--help"])
            #expect(help.status == 0, "\(call.0)")
            for option in call.2.matches(of: /--[a-z-]+/) {
                #expect(help.text.contains(" \(option.0)"), "\(call.0)")
            }
        }
    }

    @Test func `has a page that names every code of a problem`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/json.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        for code in DiagnosticCode.allCases { #expect(text.contains("`\(code)`"), "\(code)") }
    }

    @Test func `leads to a workflow whose verbs and options there are`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/ci/image.yml")
        let calls = try String(contentsOf: page, encoding: .utf8).matches(
            of: /(?:run: |\$\(|\n +)basalt ([a-z]+)([^\n|>)]*)/)
        #expect(
            Set(calls.map { String($0.1) }).isSuperset(of: ["build", "test", "publish", "verify", "push", "promote"]))
        for call in calls {
            let help = try Basalt.run([String(call.1), "--help"])
            #expect(help.status == 0, "\(call.1)")
            for option in call.2.matches(of: /--[a-z-]+/) {
                #expect(help.text.contains("\n  \(option.0) ") || help.text.contains("\n  \(option.0)\n"), "\(call.0)")
            }
        }
    }

    /// `readme` with each marked output as it is now.
    private static func printed(_ readme: String, in folder: URL) throws -> String {
        var result: [String] = []
        var lines = readme.components(separatedBy: "\n")[...]
        while let line = lines.popFirst() {
            result.append(line)
            guard let mark = line.wholeMatch(of: /<!-- (file|output): (.*) -->/), let fence = lines.popFirst() else {
                continue
            }
            let block = lines.prefix { $0 != "```" }
            lines = lines.dropFirst(block.count)
            result.append(fence)
            if mark.1 == "file" {
                let content = block.joined(separator: "\n") + "\n"
                try Data(content.utf8).write(to: folder.appending(path: String(mark.2)))
                result += block
            } else {
                let arguments = mark.2.split(separator: " ").dropFirst().map(String.init)
                let run = try Basalt.run(arguments, in: folder, environment: ["COLUMNS=80"])
                result += (run.text + run.errorText).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                    .map(String.init)
            }
        }
        return result.joined(separator: "\n")
    }
}
