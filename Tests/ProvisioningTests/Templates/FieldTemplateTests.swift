import Documents
import Profiles
import Provisioning
import TestSupport
import Testing
import Values

@Suite struct `The template behind a field` {
    /// A text of a profile, the template's parameter that it becomes, and texts that are right.
    struct Field: CustomTestStringConvertible, Sendable {
        let path: String
        let template: String
        let parameter: String
        let examples: [String]
        var testDescription: String { "\(path) → \(template)" }
    }

    private static func volume(_ field: String, _ parameter: String, _ examples: String...) -> [Field] {
        ["storage-volume", "instance-store"].map {
            Field(path: "storage.volumes." + field, template: $0, parameter: parameter, examples: examples)
        }
    }

    private static func field(_ path: String, _ template: String, _ parameter: String, _ examples: String...) -> Field {
        Field(path: path, template: template, parameter: parameter, examples: examples)
    }

    static let fields =
        volume("name", "name", "docker-data") + volume("label", "label", "data_1.x")
        + volume("mount.path", "path", "/var/lib/docker", "/srv/.hidden", "/srv/..a")
        + volume("mount.options", "options", "noatime", "x-systemd.device-timeout=5s")
        + volume("mount.required_by", "required_by", "docker.service", "foo\\x2dbar.service", "a.slice") + [
            field("storage.volumes.match.ebs_device", "storage-volume", "device", "/dev/sdf"),
            field("storage.volumes.match.by_id", "storage-volume", "device", "nvme-x_1"),
            field("storage.volumes.match.label", "storage-volume", "device", "data"),
            field("ssh.trusted_user_ca_keys", "ssh-ca", "trusted_user_ca_keys", "ssh-ed25519 AAAA me (laptop)"),
            field("time.servers", "time", "servers", "a_b", "fd00::1"),
            field("proxy.http", "proxy", "http", "http://h:3128/a", "http://[fd00::1]:3128"),
            field("proxy.https", "proxy", "https", "http://h:3128"),
            field("proxy.no_proxy", "proxy", "no_proxy", "*.internal", "10.0.0.0/8", "[fd00::1]"),
            field("kernel_modules", "kernel-modules", "modules", "br_netfilter"),
            field("sysctl", "sysctl", "settings", "1 2 3", "", "grün"),
            field("secrets.name", "secret-fetch", "name", "token"),
            field("secrets.ssm_parameter", "secret-fetch", "location", "/prod/a_b"),
            field("secrets.s3", "secret-fetch", "location", "s3://bucket/a/b"),
            field("secrets.file", "secret-fetch", "location", "/etc/token"),
            field("secrets.required_by", "secret-fetch", "required_by", "foo\\x2dbar.service"),
            field("containers.name", "container", "name", "web"),
            field("containers.image", "container", "image", "quay.io/a/b:1"),
            field("containers.ports", "container", "arguments", "127.0.0.1:80:80/udp"),
            field("containers.environment", "container", "arguments", "grün"),
            field("containers.volumes", "container", "arguments", "/a b:/c:ro"),
            field("containers.network", "container", "arguments", "host"),
            field("containers.command", "container", "command", "ü $A"),
            field("containers.health.path", "container", "health_path", "/a~b?c=d"),
            field(
                "containers.announce.target_group", "container", "target_group",
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/w/0123456789abcdef"),
            field("cluster.swarm.join_addr", "swarm-join", "join_addr", "a_b:2377", "[fd00::1]:2377"),
            field("cluster.swarm.advertise_addr", "swarm-join", "advertise_addr", "eth0", "[fd00::1]:2377"),
            field("cluster.swarm.listen_addr", "swarm-join", "listen_addr", "0.0.0.0:2377"),
            field("cluster.swarm.data_path_addr", "swarm-join", "data_path_addr", "eth1"),
            field(
                "cluster.swarm.secrets.manager_token.ssm_parameter", "swarm-join", "manager_token_parameter", "/m_1"),
            field("cluster.swarm.secrets.worker_token.ssm_parameter", "swarm-join", "worker_token_parameter", "w.1"),
        ]

    /// The rules of the texts at `path` of a profile.
    private func rules(at path: String) -> [StringRule] {
        var type = ValueType.object(ProfileSchema.profile)
        for key in path.split(separator: ".") { type = element(type).below(.key(String(key))) }
        return texts(element(type))
    }

    private func element(_ type: ValueType) -> ValueType {
        if case .list(let element, _) = type { element } else { type }
    }

    private func texts(_ type: ValueType) -> [StringRule] {
        switch type {
        case .string(let rule): [rule]
        case .map(let value, _): texts(value)
        case .oneOf(let alternatives): alternatives.flatMap(texts)
        default: []
        }
    }

    /// What the template says about a parameter, without a pattern the characters that mean nothing anywhere.
    private func pattern(_ template: String, _ parameter: String) throws -> String {
        var diagnostics = Diagnostics()
        let file = try #require(Shipped.template(template))
        let document = try #require(YAMLReader().read(file, into: &diagnostics))
        let node = try #require(document["parameters"]?.items?.first { $0["name"]?.string == parameter })
        return node["pattern"]?.string ?? "^[A-Za-z0-9._:/@+=,-]*$"
    }

    @Test(arguments: fields) func `takes every text that the field takes`(field: Field) throws {
        let rules = rules(at: field.path)
        try #require(!rules.isEmpty)
        let pattern = try pattern(field.template, field.parameter)
        let scalars = (0...0x7F).compactMap { Unicode.Scalar($0 as Int) } + ["\u{A0}", "\u{FC}", "\u{1F600}"]
        var refused: [String] = []
        for example in field.examples {
            #expect(rules.contains { $0.accepts(example) }, "\(example) is no example")
            let characters = Array(example.unicodeScalars)
            for place in 0...characters.count {
                for scalar in scalars {
                    var text = String.UnicodeScalarView(characters[..<place])
                    text.append(scalar)
                    text.append(contentsOf: characters[place...])
                    let probe = String(text)
                    guard rules.contains(where: { $0.accepts(probe) }), !Pattern.matches(probe, pattern) else {
                        continue
                    }
                    refused.append(probe)
                }
            }
            if !Pattern.matches(example, pattern) { refused.append(example) }
        }
        #expect(refused == [])
    }

    @Test func `of a team is blamed at the field that it refuses`() {
        let template = """
            apiVersion: basalt/v1
            kind: Template
            metadata: {name: time, description: x}
            parameters:
              - {name: servers, type: list, description: Our own servers., pattern: "^ntp[.]corp$"}
              - {name: implementation, type: string, description: x}
            storage: {files: [{path: /time, contents: {inline: "{{ servers }} {{ implementation }}"}}]}
            """
        let result = rendering(
            profile("time:\n  servers: [ntp.corp, other.corp]"), files: MemoryFiles(["t/time.yaml": .file(template)]),
            folders: ["t"])
        #expect(result.errors.map(\.path.description) == ["time.servers[1]"])
        #expect(
            result.problems == [
                "6 wrong-value: `time.servers[1]` must be a text that matches ^ntp[.]corp$, not `other.corp`"
            ])
        #expect(result.errors.map(\.remedy) == ["Our own servers."])
    }

    @Test func `keeps a key of a map within its line`() {
        let result = rendering(
            profile("include:\n  - template: sysctl\n    with: {settings: {\"a = 1\\nb\": 2}}"))
        #expect(result.errors.map(\.code) == [.wrongValue])
        #expect(result.errors.map(\.path.description) == ["include[0].with.settings.a = 1\nb"])
    }

    @Test func `starts an engine that can be part of a swarm without any setting`() throws {
        let data = try rendering(
            profile(
                """
                docker: {}
                cluster:
                  swarm: {action: join, as: worker, join_addr: ["m:2377"], secrets: {worker_token: {ssm_parameter: /w}}}
                """)
        ).required()
        let files = try data.configuration()[["storage", "files"]]?.items ?? []
        let daemon = try #require(files.first { $0["path"]?.string == "/etc/docker/daemon.json" })
        let settings = try json(String(decoding: try #require(content(daemon)), as: UTF8.self))
        #expect(
            settings
                == (try json("{\"log-driver\": \"local\", \"log-opts\": {\"max-size\": \"10m\", \"max-file\": \"5\"}}"))
        )
    }
}
