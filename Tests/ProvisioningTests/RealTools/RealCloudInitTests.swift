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

    @Test("cloud-init's schema refuses what is wrong, so that its silence means something")
    func refuses() throws {
        #expect(try ReferenceTools.cloudInitComplaints([Array("#cloud-config\nruncmd: 1\n".utf8)]).contains("refused"))
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
