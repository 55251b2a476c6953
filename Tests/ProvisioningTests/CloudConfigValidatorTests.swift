import Documents
import Provisioning
import Testing

@Suite struct CloudConfigValidatorTests {
    private func problems(_ text: String) -> [String] {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "user-data", directory: nil, text: text)
        if let node = YAMLReader().read(file, into: &diagnostics) {
            CloudConfigValidator.validate(node, into: &diagnostics)
        }
        return diagnostics.sorted().map { "\($0.code): \($0.message)" }
    }

    @Test("a document that uses every module passes")
    func everything() {
        let text = """
            write_files:
              - path: /etc/motd
                content: hello
                permissions: "0644"
                owner: root:root
                defer: true
              - {path: /usr/bin/x, content: !!binary /w==, permissions: '0o755'}
            users: [default, {name: core, groups: [docker], sudo: 'ALL=(ALL) NOPASSWD:ALL', uid: 500, expiredate: '2032-02-29'}]
            groups: [docker, {admins: [root, core]}]
            ssh_authorized_keys: [ssh-ed25519 AAAA]
            ssh_pwauth: false
            disable_root: true
            ntp: {enabled: true, servers: [169.254.169.123], pools: [0.pool.ntp.org]}
            ca_certs: {trusted: [PEM]}
            mounts: [[/dev/sdb, /var, ext4, defaults, '0', '2']]
            swap: {filename: /swap, size: 2G, maxsize: 1073741824}
            fs_setup: [{device: /dev/sdb, filesystem: ext4, partition: none, overwrite: false}]
            disk_setup: {/dev/sdc: {table_type: gpt, layout: [50, [50, 82]], overwrite: false}}
            bootcmd: [echo early]
            runcmd: [echo late, [sh, -ec, exit 0]]
            packages: [jq, [curl, '7']]
            package_update: true
            package_upgrade: false
            hostname: a
            fqdn: a.example.com
            preserve_hostname: false
            timezone: UTC
            locale: C.UTF-8
            growpart: {mode: auto, devices: [/]}
            resize_rootfs: noblock
            final_message: done
            power_state: {mode: reboot, delay: +5, condition: true}
            """
        #expect(problems(text.replacing("+5", with: "'+5'")) == [])
    }

    @Test(
        "what cloud-init refuses or ignores is an error",
        arguments: [
            ("runcmds: [a]", "unknown-key: there is no key `runcmds` in this document"),
            (
                "write_files: [{path: /a, permissions: 0644}]",
                "wrong-type: `write_files[0].permissions` must be an octal mode in quotes, such as \"0644\", not an integer"
            ),
            (
                "write_files: [{path: /a, content: 1}]",
                "wrong-type: `write_files[0].content` must be a string or binary data, not an integer"
            ),
            ("write_files: [{content: a}]", "missing-value: `write_files[0].path` is missing"),
            ("write_files: [{path: /a, mode: '0644'}]", "unknown-key: there is no key `mode` in `write_files[0]`"),
            ("runcmd: []", "invalid-cloud-config: `runcmd` is an empty list"),
            ("ntp: {}", "invalid-cloud-config: `ntp` is an empty mapping"),
            ("mounts: [[a, b, c, d, e, f, g]]", "invalid-cloud-config: `mounts[0]` has more than six columns"),
            ("packages: [[a]]", "invalid-cloud-config: `packages[0]` must hold name and version"),
            ("ntp: {servers: [a, a]}", "invalid-cloud-config: `ntp.servers[1]` stands in this list twice"),
            ("growpart: {mode: true}", "invalid-cloud-config: `growpart.mode` must be a tool's name or false"),
            (
                "users: [{name: a, expiredate: '2031-02-29'}]",
                "wrong-value: `users[0].expiredate` must be a day such as 2038-01-19, not `2031-02-29`"
            ),
            ("users: [{gecos: a}]", "missing-value: `users[0].name` is missing"),
            ("runcmd: [null]", "wrong-type: `runcmd[0]` must be a string or a list, not null"),
            ("[a]", "wrong-type: the document must be a mapping, not a list"),
        ])
    func refusals(_ text: String, _ problem: String) { #expect(problems(text) == [problem]) }
}
