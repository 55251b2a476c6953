import Documents
import Provisioning
import TestSupport
import Testing

@Suite struct RealIgnitionTests {
    @Test("ignition-validate accepts every shipped rendering, stubs and what they stand for")
    func validated() throws {
        let data = try ShippedHost.ignition.map { try $0.render() }
        let inner = try data.map { Array(JSONWriter.text(try $0.configuration(), .compact).utf8) }
        #expect(try ReferenceTools.ignitionComplaints(data.map(\.bytes) + inner) == "")
    }

    @Test("ignition-validate refuses what is wrong, so that its silence means something")
    func refuses() throws {
        let config = "{\"ignition\": {\"version\": \"3.3.0\"}, \"storage\": {\"files\": [{\"path\": \"relative\"}]}}"
        #expect(try ReferenceTools.ignitionComplaints([Array(config.utf8)]).contains("refused"))
    }

    @Test("ignition writes exactly the tree that a shipped rendering says", arguments: ShippedHost.ignition)
    func applied(_ host: ShippedHost) throws {
        let data = try host.render()
        let tree = IgnitionTree(try data.configuration())
        #expect(tree.differences(in: try RealIgnition.apply(data.bytes)) == [])
    }

    static let everything = """
        storage:
          files:
            - {path: /etc/plain, contents: {inline: "hello\\n"}}
            - {path: /etc/secretive, mode: 0640, user: {name: core}, group: {name: ops}, contents: {inline: "x"}}
            - {path: /etc/numbered, mode: 0755, user: {id: 7}, group: {id: 8}, contents: {local: data.bin}}
            - {path: /etc/appended, contents: {inline: "a"}, append: [{inline: "b"}, {inline: "c\\n"}]}
            - {path: /etc/empty}
          directories:
            - {path: /srv/data, mode: 0750, user: {name: core}, group: {name: ops}}
            - {path: /srv/open}
          links:
            - {path: /etc/soft, target: ../srv/open}
            - {path: /etc/hard, target: /etc/plain, hard: true}
            - {path: /etc/owned, target: /etc/plain, user: {name: core}, group: {name: ops}}
          trees:
            - {local: tree, path: /opt/tree}
        systemd:
          units:
            - {name: own.service, enabled: true, contents: "[Service]\\nExecStart=/bin/true\\n[Install]\\nWantedBy=multi-user.target\\n"}
            - name: docker.service
              dropins: [{name: 10-a.conf, contents: "[Service]\\nNice=1\\n"}, {name: 20-b.conf, contents: "[Unit]\\nAfter=a.service\\n"}]
            - {name: noisy.service, mask: true}
            - {name: quiet.service, enabled: false}
        passwd:
          groups: [{name: ops, gid: 1500}]
          users:
            - {name: core, uid: 1400, primary_group: ops, groups: [users], shell: /bin/sh, home_dir: /home/core,
               gecos: The core, ssh_authorized_keys: ["ssh-ed25519 AAAA me"]}
            - {name: daemonlike, uid: 900, no_create_home: true, system: true}
        """
    static let files = MemoryFiles([
        "data.bin": .file("\u{1}\u{7f}binary\u{e9}"), "tree/a.txt": .file("a\n"),
        "tree/bin/run": .file("#!/bin/sh\n", isExecutable: true), "tree/link": .link("a.txt"),
    ])

    @Test("ignition makes files, folders, links, trees, units and accounts exactly as the profile says")
    func everyKind() throws {
        let data = try rendering(profile(Self.everything), files: Self.files).required()
        let config = try data.configuration()
        let found = try RealIgnition.boot(data.bytes)
        let tree = IgnitionTree(config, identities: ["core": 1400, "ops": 1500])
        let others = ["/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/selinux", "/etc/.pwd.lock"]
        let backups = ["/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-", "/etc/.ignition-result.json"]
        let differences = tree.differences(
            in: found,
            ignoring: others + backups + ["/home", "/etc/subuid", "/etc/subgid", "/etc/subuid-", "/etc/subgid-"])
        #expect(differences == [])
        func lines(_ path: String) -> [String] {
            guard case .file(let bytes)? = found.entries[path]?.kind else { return [] }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(lines("/etc/passwd").contains("core:x:1400:1500:The core:/home/core:/bin/sh"))
        #expect(lines("/etc/passwd").contains { $0.hasPrefix("daemonlike:x:900:") })
        #expect(lines("/etc/group").contains("ops:x:1500:"))
        #expect(lines("/etc/group").contains("users:x:100:core"))
        #expect(found.entries["/home/core"] == RootEntry(.folder, mode: 0o755, user: 1400, group: 1500))
        #expect(found.entries["/home/daemonlike"] == nil)
        #expect(
            lines("/home/core/.ssh/authorized_keys.d/ignition") + lines("/home/core/.ssh/authorized_keys") == [
                "ssh-ed25519 AAAA me"
            ])
    }

    @Test("ignition takes the same tree from a stub as from the configuration itself")
    func stub() throws {
        let host = "storage: {files: [{path: /etc/large, contents: {inline: \"" + Self.varied(lines: 900) + "\"}}]}"
        let stub = try rendering(profile(host)).required()
        #expect(stub.delivery == .dataStub)
        let plain = try rendering(profile(host, platform: "qemu")).required()
        #expect(plain.delivery == .plain)
        #expect(try RealIgnition.apply(stub.bytes).entries == RealIgnition.apply(plain.bytes).entries)
    }

    /// Text in double quotes that gzip makes smaller, but not arbitrarily so.
    static func varied(lines: Int, seed: UInt64 = 1) -> String {
        var generator = SeededGenerator(seed: seed)
        return (0..<lines).map { "line \($0) \(Int.random(in: 0..<10_000, using: &generator))\\n" }.joined()
    }
}
