import Documents
import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct `A build` {
    private func staged(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path + "/store/.building")
    }

    private func shell(_ script: String, _ folder: URL, by launcher: [String] = []) throws -> ToolResult {
        let words = launcher + ["/bin/sh", "-c", "cd \"$1\" || exit; shift\n\(script)", "sh", folder.path]
        return try runTool(
            "/usr/bin/env", ["-u", "HOME", "-u", "BASALT_CACHE"] + TinyImage.environment + words + [Basalt.path])
    }

    @Test func `needs no network when everything is locked and in the package store`() async throws {
        let packages = #"{"packages": [{"name": "aa", "version": "2~3", "files": {"usr/share/aa": "one"}}]}"#
        try await withTemporaryFolder { folder in
            try TinyImage.makeLayer(in: folder)
            let repository = try DebianRepository(in: folder.appendingPathComponent("archive"), packages)
            try await withServer(repository.folder) { server in
                let layers = """
                    layers:
                        - directory: {path: root}
                        - debs:
                            suite: stable
                            packages: [aa]
                            lock: lock.json
                            repositories: [{url: "\(server.url)", suite: stable, keyring: archive/key.gpg}]
                    """
                try TinyImage.profile.replacing("layers: [{directory: {path: root}}]", with: layers)
                    .write(toFile: folder.path + "/tiny.yaml", atomically: true, encoding: .utf8)
                func run(_ words: [String], cache: String = "cache", by launcher: [String] = []) throws -> ToolResult {
                    try Basalt.run(
                        words, in: folder, environment: ["BASALT_CACHE=\(folder.path)/\(cache)"], by: launcher)
                }
                // The server runs all the time, but a namespace of its own has no way to it.
                let alone = ["unshare", "--map-root-user", "--net"]
                let locked = try run(["lock", "tiny.yaml"])
                #expect(locked.status == 0, "\(locked.errorText)")
                let cut = try run(TinyImage.words(), cache: "empty", by: alone)
                #expect(cut.status == 69 && cut.errorText.contains("unreachable"), "\(cut.errorText)")
                let none = try run(TinyImage.words() + ["--offline"], cache: "empty", by: alone)
                #expect(none.status == 69 && none.errorText.contains("/aa_"), "\(none.errorText)")
                let built = try run(TinyImage.words() + ["--offline"], by: alone)
                #expect(built.status == 0, "\(built.errorText)")
                let again = try run(
                    ["verify", "tiny@1.0.0", "--store", "store", "--rebuild", "--offline"], by: alone)
                #expect(again.status == 0, "\(again.errorText)")
                let bill = try Basalt.run(["sbom", "tiny@1.0.0", "--store", "store"], in: folder).text
                #expect(bill.contains("pkg:deb/debian/aa@"), "\(bill)")
            }
        }
    }

    @Test func `beside another one of the same version leaves one whole image`() throws {
        try TinyImage.withLayer { folder in
            try TinyImage.profile.replacing("console=ttyS0", with: "quiet")
                .write(toFile: folder.path + "/other.yaml", atomically: true, encoding: .utf8)
            // A pipe's programs run at the same time, and the shell waits for both.
            func together(_ version: String, _ first: String, _ second: String) throws -> [String] {
                let words = { TinyImage.words(version, profile: $0).joined(separator: " ") }
                let script = """
                    { "$1" \(words(first)) >one 2>&1; echo $? >one.status; } |
                        { "$1" \(words(second)) >two 2>&1; echo $? >two.status; }
                    cat one.status two.status
                    """
                return try shell(script, folder).text.split(separator: "\n").map(String.init).sorted()
            }
            #expect(try together("1.0.0", "tiny.yaml", "tiny.yaml") == ["0", "0"])
            #expect(try together("2.0.0", "tiny.yaml", "other.yaml") == ["0", "8"])
            #expect(try staged(folder).isEmpty)
            for version in ["1.0.0", "2.0.0"] {
                let whole = try Basalt.run(["verify", "tiny@\(version)", "--store", "store"], in: folder)
                #expect(whole.status == 0, "\(whole.errorText)")
            }
        }
    }

    @Test(arguments: ["*", "*/disk.raw"])
    func `that is killed leaves nothing that is seen, and the next one clears up`(moment: String) throws {
        try TinyImage.withLayer { folder in
            let killed = try runTool(
                "/usr/bin/env",
                [
                    "-C", folder.path, "SOURCE_DATE_EPOCH=1700000000", "python3", "-B",
                    ReferenceTools.fixture("interrupt.py"), "SIGKILL", "store/.building/\(moment)", Basalt.path,
                ] + TinyImage.words())
            #expect(killed.text.hasPrefix("-9"), "\(killed.text) \(killed.errorText)")
            #expect(try staged(folder).count == 1)
            let listed = try Basalt.run(["images", "--store", "store"], in: folder)
            #expect(listed.status == 0 && listed.text.isEmpty, "\(listed.text)")
            #expect(listed.errorText == "there are no images in store; `basalt build` makes one\n")
            #expect(try TinyImage.build(folder).status == 0)
            #expect(try staged(folder).isEmpty)
            #expect(try TinyImage.verify(folder).status == 0)
        }
    }

    /// - Parameter part: of what the disk itself takes, in per cent; with all of it, the files beside it have no room.
    @Test(arguments: [1, 20, 100])
    func `on a full disk says so, leaves nothing, and works when there is room`(part: Int) throws {
        try TinyImage.withLayer { folder in
            let words = TinyImage.words().joined(separator: " ")
            let script = """
                "$1" \(words) --quiet --store else >digest || exit 99
                size=$(($(du -k else/tiny/1.0.0/disk.raw | cut -f 1) * \(part) / 100 + 8))
                mkdir store && mount -t tmpfs -o size=${size}k none store || exit 99
                "$1" \(words); echo "status $?"; find store -type f; ls -A store/.building
                mount -o remount,size=1g store && "$1" \(words) && "$1" verify tiny@1.0.0 --store store && echo whole
                """
            let result = try shell(script, folder, by: ["unshare", "--map-root-user", "--mount"])
            let lines = result.text.split(separator: "\n")
            #expect(lines.first == "status 1", "\(result.text) \(result.errorText)")
            #expect(result.errorText.contains("error[cannot-write]"), "\(result.errorText)")
            #expect(result.errorText.contains("No space left on device"), "\(result.errorText)")
            #expect(lines.count == 3 && lines.last == "whole", "\(result.text) \(result.errorText)")
        }
    }

    @Test func `into an empty store is listed from then on`() throws {
        try withFiles([:]) { folder in
            let json = try Basalt.run(["images", "--store", "store", "--format", "json"], in: folder)
            #expect(json.status == 0 && json.errorText.isEmpty)
            var diagnostics = Diagnostics()
            let document = JSONReader.read(SourceFile(name: "", directory: nil, text: json.text), into: &diagnostics)
            #expect(document?["images"]?.items?.isEmpty == true, "\(json.text)")
            let named = try Basalt.run(["images", "web", "--store", "store"], in: folder)
            #expect(named.text.isEmpty && named.errorText == "there is no image `web` in store\n")
        }
    }
}
