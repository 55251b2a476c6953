import Documents
import Foundation
import Testing
import TestSupport

@Suite struct DiskFilesTests {
    private let files = DiskFiles()

    private func problem(_ body: () throws -> Void) -> FileProblem.Kind? {
        do { try body() } catch { return (error as? FileProblem)?.kind }
        return nil
    }

    @Test("a file is read up to the limit, through links")
    func reads() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("a").path
            try Data(repeating: 7, count: 200_000).write(to: URL(fileURLWithPath: file))
            try FileManager.default.createSymbolicLink(atPath: file + "-link", withDestinationPath: "a")
            #expect(try files.read(file + "-link", limit: 200_000) == [UInt8](repeating: 7, count: 200_000))
            #expect(problem { _ = try files.read(file, limit: 199_999) } == .tooLarge)
        }
    }

    @Test("what is no file is refused at once, a pipe too")
    func refuses() throws {
        try withTemporaryFolder { folder in
            let base = folder.path
            try Data().write(to: folder.appendingPathComponent("empty"))
            #expect(try runTool("/usr/bin/mkfifo", [base + "/pipe"]).status == 0)
            try FileManager.default.createSymbolicLink(atPath: base + "/loop", withDestinationPath: "loop")
            #expect(try files.read(base + "/empty", limit: 0) == [])
            #expect(problem { _ = try files.read(base, limit: 9) } == .isFolder)
            #expect(problem { _ = try files.read(base + "/none", limit: 9) } == .missing)
            #expect(problem { _ = try files.read(base + "/pipe", limit: 9) } == .notRegular)
            #expect(problem { _ = try files.read("/dev/zero", limit: 9) } == .notRegular)
            #expect(problem { _ = try files.read(base + "/empty/x", limit: 9) } == .notFolder)
            #expect(problem { _ = try files.read(base + "/loop", limit: 9) } == .other)
            #expect(problem { _ = try files.read(base + "/empty\u{0}x", limit: 9) } == .missing)
            #expect(problem { _ = try files.read("/" + String(repeating: "x", count: 300), limit: 9) } == .other)
        }
    }

    @Test("a file that may not be read is named so")
    func permission() throws {
        // Nothing is denied to root.
        let isRoot = geteuid() == 0
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("secret").path
            try Data([1]).write(to: URL(fileURLWithPath: file))
            chmod(file, 0)
            #expect(problem { _ = try files.read(file, limit: 9) } == (isRoot ? nil : .denied))
        }
    }

    @Test("a folder lists its names by their bytes, each with its kind")
    func lists() throws {
        try withTemporaryFolder { folder in
            let base = folder.path
            for name in ["b", "a", "Z", "é", ".hidden"] { try Data().write(to: folder.appendingPathComponent(name)) }
            chmod(base + "/a", 0o755)
            try FileManager.default.createDirectory(atPath: base + "/d", withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(atPath: base + "/l", withDestinationPath: "nowhere")
            #expect(try runTool("/usr/bin/mkfifo", [base + "/p"]).status == 0)
            let entries = try files.list(base)
            #expect(entries.map(\.name) == [".hidden", "Z", "a", "b", "d", "l", "p", "é"])
            #expect(
                entries.map(\.kind) == [
                    .file(isExecutable: false), .file(isExecutable: false), .file(isExecutable: true),
                    .file(isExecutable: false), .folder,
                    .link(target: "nowhere"), .special, .file(isExecutable: false),
                ])
            #expect(problem { _ = try files.list(base + "/a") } == .notFolder)
            #expect(problem { _ = try files.list(base + "/none") } == .missing)
        }
    }

    @Test("a document that cannot be read is reported with the name the user gave")
    func document() throws {
        try withTemporaryFolder { folder in
            var diagnostics = Diagnostics()
            #expect(files.document(folder.path, named: "profiles", into: &diagnostics) == nil)
            #expect(files.document(folder.path + "/x.yaml", named: "x.yaml", into: &diagnostics) == nil)
            #expect(
                diagnostics.all.map(\.message) == [
                    "cannot read `profiles`: it is a folder", "cannot read `x.yaml`: it does not exist",
                ])
            #expect(diagnostics.all.map(\.remedy) == ["name a file in it", nil])
        }
    }

    @Test("names join to paths, and paths split into folders")
    func paths() {
        #expect(
            [folder(of: "a/b.yaml"), folder(of: "b.yaml"), folder(of: "/b"), folder(of: "/a/b")] == [
                "a", "", "/", "/a",
            ])
        #expect(
            [join("a", "b"), join("", "b"), join("a/", "b"), join("a", "/b"), join("/", "b")] == [
                "a/b", "b", "a/b", "/b", "/b",
            ])
    }
}
