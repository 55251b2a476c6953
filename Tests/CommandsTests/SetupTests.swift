import Foundation
import TestSupport
import Testing

/// What a newcomer's first command installs.
@Suite struct `Setting a machine up` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").path

    /// What `Scripts/setup` asks for on a machine that has nothing and may install nothing.
    private func wanted(_ arguments: [String]) throws -> [String] {
        let stubs = [
            "dpkg-query": "exit 1", "sudo": "exit 1", "id": "echo 1000", "swift": "exit 0", "apt-get": "exit 1",
        ]
        return try withFiles(stubs.mapValues { "#!/bin/sh\n\($0)\n" }) { folder in
            let script = "chmod +x \"$1\"/* && PATH=$1:$PATH && shift && exec \"$@\""
            let result = try runTool(
                "/bin/sh", ["-c", script, "sh", folder.path, Self.root + "/Scripts/setup"] + arguments)
            #expect(result.status == 69, "\(result.errorText)")
            return result.errorText.split(whereSeparator: \.isWhitespace).map(String.init)
        }
    }

    @Test func `installs for the demo only what the demo uses`() throws {
        let demo = try wanted(["demo"])
        #expect(demo.contains("zlib1g-dev") && demo.contains("ignition"))
        #expect(demo.allSatisfy { !$0.hasPrefix("python3") && $0 != "shellcheck" })
        #expect(try !wanted(["build"]).contains("ignition"))
        #expect(try Set(wanted([])).isSuperset(of: demo + ["python3-venv", "shellcheck"]))
    }

    @Test(arguments: [
        ("build", ["Scripts/setup build"]), ("demo", ["Scripts/setup demo"]),
        ("test", ["Scripts/setup"]), ("install", ["Scripts/setup build"]),
        ("docs", ["Scripts/setup", "Scripts/setup build"]),
    ])
    func `is part of every habit that needs it`(habit: String, setups: [String]) throws {
        let result = try runTool("/usr/bin/make", ["--no-print-directory", "-n", "-C", Self.root, habit])
        #expect(result.status == 0, "\(result.errorText)")
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("Scripts/setup") } == setups)
    }
}
