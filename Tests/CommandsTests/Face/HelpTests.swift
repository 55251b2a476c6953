import Foundation
import TestSupport
import Testing

/// What help is like, of each verb.
@Suite struct `Help` {
    /// The verbs, as help itself lists them.
    static func verbs() throws -> [String] {
        let help = try Basalt.run(["--help"], environment: ["COLUMNS=200"]).text
        let lists = help.split(separator: "SUBCOMMANDS:\n").dropFirst()
        return lists.joined(separator: "\n").matches(of: #/(?m)^  ([a-z]+) /#).map { String($0.1) }
    }

    @Test func `has 80 columns of ASCII for each verb`() throws {
        let verbs = try Self.verbs()
        #expect(verbs.count > 35 && verbs.contains("doctor") && !verbs.contains("manual"))
        for arguments in [[]] + verbs.map({ [$0] }) {
            let help = try Basalt.run(arguments + ["--help"], environment: ["COLUMNS=80"]).text
            for line in help.split(separator: "\n") {
                #expect(line.count <= 80 && line.utf8.allSatisfy { $0 < 0x80 }, "\(arguments): \(line)")
            }
        }
    }

    @Test func `names in its examples only what there is`() throws {
        let help = try Basalt.run(["--help"], environment: ["COLUMNS=80"]).text
        let verbs = Set(try Self.verbs())
        let named = help.matches(of: /basalt ([a-z]+)/).map { String($0.1) }
        #expect(Set(named).isSubset(of: verbs.union(["help"])) && named.count > 10, "\(named)")
        for page in help.matches(of: #/docs/[a-z0-9-]+\.md/#) {
            let file = ReferenceTools.repository.appending(path: String(page.0))
            #expect(FileManager.default.fileExists(atPath: file.path), "\(page.0)")
        }
    }

    @Test func `stands in every exit code of the contract`() throws {
        let help = try Basalt.run(["--help"], environment: ["COLUMNS=2000"]).text
        for code in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 64, 65, 69, 77, 130] {
            #expect(help.contains(" \(code) "), "\(code)")
        }
    }
}
