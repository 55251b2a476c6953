import Provisioning
import TestSupport

/// Random valid profiles: the same ones in every run.
struct RandomProfile {
    private var generator: SeededGenerator
    let os: String

    init(seed: UInt64, os: String) {
        generator = SeededGenerator(seed: seed)
        self.os = os
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func text() -> String {
        let pieces = ["word", " ", "\n", "é", "\"quoted\"", "$HOME", "100%", ": ", "#", "{{.State}}", "tab\t", "\\"]
        return TemplateInjectionTests.quoted((0..<number(0...8)).map { _ in generator.pick(pieces) }.joined())
    }

    private mutating func list(_ range: ClosedRange<Int>, _ item: (inout Self, Int) -> String) -> String {
        let count = number(range)
        return "[" + (0..<count).map { item(&self, $0) }.joined(separator: ", ") + "]"
    }

    /// A profile's text; every section is there or not.
    mutating func profileText() -> String {
        var lines = [profile("", os: os, platform: generator.pick(["aws", "qemu"]))]
        func add(_ line: String) { lines.append(line + "\n") }
        let hasDocker = chance(70)
        add("instance: {user_data_prefix: \"s3://bucket/prefix\"}")
        if hasDocker { add(docker()) }
        add("storage:")
        add("  files: " + list(0...4) { me, index in me.file(index) })
        add(
            "  directories: "
                + list(0...3) { me, index in
                    "{path: /srv/d\(index), mode: 0\(me.generator.pick(["700", "755", "750"]))}"
                })
        add(
            "  links: "
                + list(0...3) { me, index in
                    "{path: /srv/l\(index), target: \(me.generator.pick(["/etc/a", "../b c", "/x%y"]))}"
                })
        if chance(60) { add("  volumes: " + list(1...2) { me, index in me.volume(index) }) }
        add("systemd: {units: " + list(0...3) { me, index in me.unit(index) } + "}")
        add("passwd: {users: " + list(0...2) { me, index in me.user(index) } + "}")
        if chance(50) { add("sysctl: {net.ipv4.ip_forward: \(number(0...1)), kernel.panic: \"\(number(1...60))\"}") }
        if chance(30) { add("kernel_modules: [overlay, br_netfilter]") }
        if chance(50) { add("time: {servers: [169.254.169.123, time.example.com]}") }
        if chance(50) {
            add("ssh: {password_authentication: \(chance(30)), trusted_user_ca_keys: [\"ssh-ed25519 AAAA ca\"]}")
        }
        if chance(30) { add("proxy: {http: \"http://proxy:3128\", no_proxy: [10.0.0.0/8]}") }
        if chance(50) { add("secrets: " + list(1...2) { me, index in me.secret(index) }) }
        if hasDocker, chance(50) { add("containers: " + list(1...2) { me, index in me.container(index) }) }
        if hasDocker, chance(40) { add(swarm()) }
        return lines.joined()
    }

    private mutating func docker() -> String {
        let level = generator.pick(["debug", "info", "warn"])
        return
            "docker: {daemon: {log-level: \(level), labels: [\"a=b\"], log-opts: {max-size: \(number(1...99))m}, mtu: \(number(1000...9000))}}"
    }

    private mutating func file(_ index: Int) -> String {
        let owner = chance(30) ? ", user: {id: \(number(0...2000))}" : ""
        let mode = chance(60) ? ", mode: 0\(generator.pick(["600", "644", "755"]))" : ""
        let append = chance(20) ? ", append: [{inline: \(text())}]" : ""
        return "{path: /srv/files/f\(index)\(mode)\(owner), contents: {inline: \(text())}\(append)}"
    }

    private mutating func volume(_ index: Int) -> String {
        let format = generator.pick(["ext4", "xfs", "btrfs"])
        let match = generator.pick([
            "ebs_device: /dev/sd\(index == 0 ? "f" : "g")", "by_id: disk-\(index)", "label: data\(index)",
            "instance_store: all",
        ])
        return
            "{name: v\(index), match: {\(match)}, format: \(format), label: data\(index), mount: {path: /var/lib/v\(index), options: [noatime]}}"
    }

    private mutating func unit(_ index: Int) -> String {
        if chance(20) { return "{name: masked\(index).service, mask: true}" }
        let dropins = chance(40) ? ", dropins: [{name: 10.conf, contents: \"[Unit]\\nAfter=a.service\\n\"}]" : ""
        let enabled = chance(50)
        let install = enabled ? "[Install]\\nWantedBy=multi-user.target\\n" : ""
        return
            "{name: own\(index).service, enabled: \(enabled), contents: \"[Service]\\nExecStart=/bin/true\\n\(install)\"\(dropins)}"
    }

    private mutating func user(_ index: Int) -> String {
        let keys = chance(50) ? ", ssh_authorized_keys: [\"ssh-ed25519 AAAA\(index)\"]" : ""
        let more = chance(30) ? ", shell: /bin/sh, gecos: \"A b\", no_create_home: true" : ", home_dir: /home/u\(index)"
        return "{name: user\(index), uid: \(1500 + index)\(keys)\(more)}"
    }

    private mutating func secret(_ index: Int) -> String {
        let source = generator.pick([
            "ssm_parameter: /a/\(index)", "s3: \"s3://bucket/key\(index)\"", "file: /etc/key\(index)",
        ])
        return "{name: s\(index), \(source), required_by: [own0.service]}"
    }

    private mutating func container(_ index: Int) -> String {
        let image = "x/y@sha256:\(String(repeating: "0", count: 64))"
        let port = 8000 + index
        let announce =
            chance(50)
            ? ", announce: {target_group: \"arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/0f\", port: \(port)}"
            : ""
        return
            "{name: c\(index), image: \"\(image)\", ports: [\"\(port):80\"], environment: {A: \"b c\", N: 1}, command: [\"x y\", \"$A\", \"50%\"]\(announce)}"
    }

    private mutating func swarm() -> String {
        let tokens = "secrets: {manager_token: {ssm_parameter: /m}, worker_token: {ssm_parameter: /w}}"
        if chance(40) { return "cluster: {swarm: {action: init, publish_tokens: \(chance(50)), \(tokens)}}" }
        return
            "cluster: {swarm: {action: join, as: \(generator.pick(["manager", "worker"])), join_addr: [\"a:2377\", \"10.0.0.1:2377\"], \(tokens)}}"
    }
}
