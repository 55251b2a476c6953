import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `basalt lock` {
    /// A profile whose packages come from a server of this machine.
    private func withArchive(
        _ packages: String = Self.packages, _ body: (URL, DebianRepository, LoopbackServer) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let repository = try DebianRepository(in: folder.appendingPathComponent("archive"), packages)
            try await withServer(repository.folder) { server in
                try write("locks/p.json", prefix: "", server, to: folder)
                try await body(folder, repository, server)
            }
        }
    }

    private static let packages = #"{"packages": [{"name": "aa", "version": "1", "files": {"usr/share/aa": "one"}}]}"#
    private static let newer = #"{"packages": [{"name": "aa", "version": "2", "files": {"usr/share/aa": "two"}}]}"#

    private func write(_ lock: String, prefix: String, _ server: LoopbackServer, to folder: URL) throws {
        let profile = """
            apiVersion: basalt/v1
            kind: Profile
            metadata: {name: p}
            target: {os: basalt}
            image:
              layers:
                - debs:
                    suite: stable
                    packages: [aa]
                    lock: \(lock)
                    repositories: [{url: "\(server.url)\(prefix)", suite: stable, keyring: archive/key.gpg}]

            """
        try Data(profile.utf8).write(to: folder.appendingPathComponent("p.yaml"))
    }

    private func run(
        _ arguments: [String], in folder: URL, cache: String = "cache", path: String? = nil
    ) throws -> ToolResult {
        let variables = ["BASALT_CACHE=\(folder.path)/\(cache)"] + (path.map { ["PATH=\($0)"] } ?? [])
        return try Basalt.run(arguments, in: folder, environment: variables)
    }

    @Test func `writes the lock once, keeps it, and says what an update changes`() async throws {
        try await withArchive { folder, repository, _ in
            let first = try run(["lock", "p.yaml"], in: folder)
            #expect(first.status == 0 && first.text == "+ aa:amd64 1  (debs)\n", "\(first.errorText)")
            let lock = try Data(contentsOf: folder.appendingPathComponent("locks/p.json"))
            try repository.write(Self.newer)
            #expect(try run(["lock", "p.yaml", "--check"], in: folder).status == 0)
            let check = try run(["lock", "p.yaml", "--check", "--update"], in: folder)
            #expect(check.status == 2 && check.text == "~ aa:amd64 1 -> 2  (debs)\n")
            #expect(try Data(contentsOf: folder.appendingPathComponent("locks/p.json")) == lock)
            let update = try run(["lock", "p.yaml", "--update", "aa", "--format", "json"], in: folder)
            let package = try json(update.text)["files"]?.items?.first?["packages"]?.items?.first
            #expect(package?["version"]?.string == "2" && package?["previous"]?.string == "1")
            #expect(try run(["lock", "p.yaml", "--check", "--update"], in: folder).status == 0)
        }
    }

    @Test func `makes a pack possible when the archive is gone`() async throws {
        try await withArchive { folder, repository, _ in
            #expect(try run(["lock", "p.yaml"], in: folder).status == 0)
            try repository.write(Self.newer)
            let packed = try run(["pack", "debs:locks/p.json", "-o", "x.squashfs", "--offline"], in: folder)
            #expect(packed.status == 0, "\(packed.errorText)")
            let content = try runTool(
                "/usr/bin/env", ["unsquashfs", "-cat", folder.path + "/x.squashfs", "usr/share/aa"])
            #expect(content.text == "one")
            let gone = try run(["pack", "debs:locks/p.json", "-o", "y.squashfs"], in: folder, cache: "empty")
            #expect(gone.status == 65 && gone.errorText.contains("`aa 1 (amd64)`: the mirror no longer has it"))
            #expect(gone.errorText.contains("basalt lock --update aa"))
            let offline = try run(
                ["pack", "debs:locks/p.json", "-o", "y.squashfs", "--offline"], in: folder, cache: "empty")
            #expect(offline.status == 69)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/y.squashfs"))
        }
    }

    @Test(arguments: [("/cut", 69, "unreachable"), ("/denied", 69, "unreachable"), ("/nothing", 69, "unreachable")])
    func `fails where the archive does, and writes nothing`(prefix: String, status: Int32, code: String) async throws {
        try await withArchive { folder, _, server in
            try write("locks/p.json", prefix: prefix, server, to: folder)
            let result = try run(["lock", "p.yaml"], in: folder)
            #expect(result.status == status && result.errorText.contains(code), "\(result.errorText)")
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/locks"))
        }
    }

    @Test func `says which tool is missing, and how to install it`() async throws {
        try await withArchive { folder, _, _ in
            let result = try run(["lock", "p.yaml"], in: folder, path: "/nowhere")
            #expect(result.status == 69 && result.errorText.contains("apt-get install gpgv"), "\(result.errorText)")
            #expect(try run(["lock", "p.yaml"], in: folder).status == 0)
            let lock = folder.appendingPathComponent("locks/p.json")
            let text = String(decoding: try Data(contentsOf: lock), as: UTF8.self)
            try Data(text.replacing("\"debs\"", with: "\"debian\"").utf8).write(to: lock)
            let packed = try run(["pack", "debian:locks/p.json", "-o", "x.squashfs"], in: folder, path: "/nowhere")
            #expect(
                packed.status == 69 && packed.errorText.contains("apt-get install mmdebstrap"), "\(packed.errorText)")
        }
    }

    @Test func `a tar layer of the web is got once, and only with its digest`() throws {
        try withTemporaryFolder { folder in
            _ = try runTool(
                "/bin/sh",
                ["-c", "cd \"$1\" && mkdir d && echo x > d/f && tar -czf layer.tgz -C d .", "sh", folder.path])
            let sum = try runTool("/usr/bin/sha256sum", [folder.path + "/layer.tgz"]).text.prefix(64)
            let server = try LoopbackServer(folder)
            let url = server.url + "/layer.tgz"
            let packed = try run(["pack", "tar:\(url)@sha256:\(sum)", "-o", "x.squashfs"], in: folder)
            #expect(packed.status == 0, "\(packed.errorText)")
            #expect(try run(["pack", "tar:\(url)", "-o", "y.squashfs"], in: folder).status == 65)
            let zeros = String(repeating: "0", count: 64)
            let wrong = try run(["pack", "tar:\(url)@sha256:\(zeros)", "-o", "y.squashfs"], in: folder)
            #expect(wrong.status == 65 && wrong.errorText.contains("wrong-digest"))
            #expect(try server.stop().count == 2)
            let again = try run(["pack", "tar:\(url)@sha256:\(sum)", "-o", "z.squashfs", "--offline"], in: folder)
            #expect(again.status == 0, "\(again.errorText)")
        }
    }
}
