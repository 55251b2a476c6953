import Documents
import Foundation
import Provisioning
import TestSupport
import Testing

@Suite struct RealCloudInitTests {
    @Test("cloud-init's schema accepts every shipped profile as cloud-config")
    func accepted() throws {
        let documents = try ShippedHost.all.map { try $0.render(as: .cloudConfig) }.filter { $0.delivery == .plain }
            .map(\.bytes)
        #expect(!documents.isEmpty)
        #expect(try ReferenceTools.cloudInitComplaints(documents) == "")
    }

    @Test("a host about which nothing is said renders to an empty document, which cloud-init accepts")
    func nothing() throws {
        let bytes = try #require(rendering(profile("", os: "cloud-init")).userData?.bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "#cloud-config\n{}\n")
        #expect(try ReferenceTools.cloudInitComplaints([bytes]) == "")
    }

    @Test("cloud-init's schema refuses what is wrong, so that its silence means something")
    func refuses() throws {
        #expect(try ReferenceTools.cloudInitComplaints([Array("#cloud-config\nruncmd: 1\n".utf8)]).contains("refused"))
    }

    @Test("cloud-init's own module writes files with the content, mode and owner that Ignition gives them")
    func files() throws {
        let body = """
            storage:
              files:
                - {path: /numbered, mode: 04755, user: {id: 500}, group: {id: 501}, contents: {inline: x}}
                - {path: /user, user: {id: 500}, contents: {inline: x}}
                - {path: /root, mode: 0600, user: {id: 0}, group: {id: 0}, contents: {inline: x}}
                - {path: /replaced, overwrite: true, contents: {inline: x}}
                - {path: /longer, mode: 0440, append: [{inline: b}, {inline: c}]}
                - {path: /given, mode: 0640, group: {id: 501}, append: [{inline: b}]}
                - {path: /kept, mode: 0400}
                - {path: /last, contents: {inline: "\\0\\xff"}}
            """
        let data = try rendering(profile(body, os: "cloud-init")).required()
        let tree = try ReferenceTools.withRootFolder { root in
            let config = root.deletingLastPathComponent().appendingPathComponent("config.yaml")
            try Data(data.bytes).write(to: config)
            let existing =
                "cd \"$1\"; for f in replaced longer given kept; do printf a >$f; chmod 0440 $f; chown 7:8 $f; done"
            _ = try ReferenceTools.asRoot("/bin/sh", ["-ec", existing, "sh", root.path])
            let result = try ReferenceTools.writeFilesByCloudInit(config.path, below: root.path)
            #expect(result.status == 0, "\(result.errorText)")
            return try RootTree.read(root).entries
        }
        func file(_ text: String, _ mode: Int, _ user: Int = 0, _ group: Int = 0) -> RootEntry {
            RootEntry(.file(Array(text.utf8)), mode: mode, user: user, group: group)
        }
        let expected = [
            "/numbered": file("x", 0o4755, 500, 501), "/user": file("x", 0o644, 500, 0), "/root": file("x", 0o600),
            "/replaced": file("x", 0o644), "/longer": file("abc", 0o440, 7, 8), "/given": file("ab", 0o640, 7, 501),
            "/kept": file("a", 0o400, 7, 8), "/last": file("\0\u{ff}", 0o644),
        ]
        #expect(RootTree.differences(tree, expected) == [])
    }

    @Test("the rendered commands make folders and links as the profile says")
    func temporaryFiles() throws {
        let body = #"""
            storage:
              directories:
                - {path: /srv/a, mode: 0750}
                - {path: "/srv/with space/%h", mode: 0700}
              links:
                - {path: /srv/link, target: /srv/a}
                - {path: /srv/relative, target: ../etc/a b}
                - {path: "/srv/odd %n \"quoted\"", target: "/srv/%b \\ \"x\" "}
            """#
        let data = try rendering(profile(body, os: "cloud-init")).required()
        let document = try yaml(String(decoding: data.bytes, as: UTF8.self))
        let file = document["write_files"]?.items?.first { $0["path"]?.string == "/etc/tmpfiles.d/basalt.conf" }
        let tree = try ReferenceTools.withRootFolder { root in
            let rules = root.appendingPathComponent("rules.conf")
            try (file?["content"]?.string ?? "").write(to: rules, atomically: false, encoding: .utf8)
            let result = try ReferenceTools.asRoot(
                "/usr/bin/systemd-tmpfiles", ["--create", "--root=\(root.path)", rules.path])
            #expect(result.status == 0, "\(result.errorText)")
            return try RootTree.read(root).entries
        }
        let expected = IgnitionTree(try rendering(profile(body)).required().configuration()).entries
        #expect(RootTree.differences(tree.filter { $0.key != "/rules.conf" }, expected) == [])
    }
}
