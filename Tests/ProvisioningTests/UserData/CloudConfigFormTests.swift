import Documents
import Provisioning
import TestSupport
import Testing

@Suite struct CloudConfigFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        /// Lines of `body`, counted from 1.
        let line: Int
        let remedy: String

        init(_ what: String, _ body: String, line: Int = 1, _ remedy: String) {
            (testDescription, self.body, self.line, self.remedy) = (what, body, line, remedy)
        }
    }

    static let cases = [
        Case(
            "overwrite: false",
            "storage:\n  files:\n    - path: /a\n      overwrite: false\n      contents: {inline: x}", line: 4,
            "overwrite: true"),
        Case(
            "contents.verification",
            "storage:\n  files:\n    - path: /a\n      contents:\n        source: https://h/x\n        verification: {hash: sha256-\(String(repeating: "0", count: 64))}",
            line: 5, "embed the content"),
        Case(
            "contents.source", "storage: {files: [{path: /a, contents: {source: \"https://h/x\"}}]}",
            "embed the content"),
        Case(
            "without `mode`", "storage:\n  files:\n    - path: /etc/sudoers\n      append: [{inline: x}]", line: 3,
            "the mode that the file has"),
        Case("without `mode`", "storage: {files: [{path: /kept}]}", "the mode that the file has"),
        Case("mode: 0", "storage: {files: [{path: /a, mode: 0, contents: {inline: x}}]}", "0400"),
        Case("overwrite: true` of the folder", "storage: {directories: [{path: /a, overwrite: true}]}", "leave it out"),
        Case("hard: true", "storage: {links: [{path: /a, target: /b, hard: true}]}", "symbolic link"),
        Case(
            "several partitions",
            "storage:\n  disks:\n    - device: /dev/sdb\n      partitions: [{number: 1, size_mib: 1}, {number: 2}]",
            line: 4, "one disk for each"),
        Case("sizeMiB", "storage: {disks: [{device: /dev/sdb, partitions: [{number: 1, size_mib: 9}]}]}", "whole disk"),
        Case("number", "storage: {disks: [{device: /dev/sdb, partitions: [{number: 3}]}]}", "whole disk"),
        Case(
            "uuid",
            "storage: {filesystems: [{device: /dev/sdb, format: ext4, uuid: 12345678-1234-1234-1234-123456789abc}]}",
            "leave it out"),
        Case(
            "options", "storage: {filesystems: [{device: /dev/sdb, format: ext4, options: [-m, '0']}]}", "leave it out"),
        Case("path", "storage: {filesystems: [{device: /dev/sdb, format: ext4, path: /data}]}", "with_mount_unit"),
        Case(
            "mount_options",
            "storage: {filesystems: [{device: /dev/sdb, format: ext4, path: /data, mount_options: [noatime]}]}",
            "with_mount_unit"),
        Case(
            "below the mount point",
            "storage:\n  filesystems: [{device: /dev/sdb, format: ext4, path: /data, with_mount_unit: true}]\n"
                + "  files: [{path: /data/a}]", line: 3, "after the mount"),
        Case(
            "storage.raid", "storage:\n  raid:\n    - {name: a, level: raid0, devices: [/dev/sdb, /dev/sdc]}", line: 3,
            "instance_store: all"),
        Case("storage.luks", "storage: {luks: [{name: a, device: /dev/sdb}]}", "EBS volume"),
        Case("gid` of the group", "passwd:\n  groups:\n    - name: ops\n      gid: 5", line: 4, "cloud-init chooses"),
        Case("should_exist: false", "passwd: {users: [{name: old, should_exist: false}]}", "AMI"),
        Case("kernelArguments", "include: [{butane: a.bu}]", "AMI"),
        Case("ignition.proxy", "include: [{butane: b.bu}]", "`proxy:`"),
        Case("ignition.timeouts", "include: [{butane: b.bu}]", "only concerns Ignition"),
    ]
    static let files = MemoryFiles([
        "a.bu": .file("variant: fcos\nversion: 1.4.0\nkernel_arguments: {should_exist: [quiet]}\n"),
        "b.bu": .file(
            "variant: fcos\nversion: 1.4.0\nignition: {proxy: {http_proxy: \"http://p\"}, timeouts: {http_total: 5}}\n"),
    ])

    @Test("what cloud-config cannot say is an error with field, line and way out", arguments: cases)
    func refused(_ item: Case) throws {
        let result = rendering(profile(item.body, os: "cloud-init"), files: Self.files)
        let error = result.errors.first { $0.message.contains(item.testDescription) }
        #expect(result.userData == nil)
        #expect(result.errors.allSatisfy { $0.code == .noCloudConfigForm }, "\(rendered(result.diagnostics))")
        #expect(error?.remedy?.contains(item.remedy) == true, "\(rendered(result.diagnostics))")
        let isOwn = !item.body.hasPrefix("include")
        #expect(error?.origin?.line == (isOwn ? 4 + item.line : 3), "\(rendered(result.diagnostics))")
    }

    private func document(_ body: String) throws -> Node {
        let data = try rendering(profile(body, os: "cloud-init")).required()
        return try yaml(String(decoding: data.bytes, as: UTF8.self))
    }

    @Test("a file that is to be emptied is emptied, one that only has to be there is kept")
    func emptyFiles() throws {
        let body =
            "storage: {files: [{path: /emptied, contents: {inline: \"\"}}, {path: /kept, mode: 0600}, {path: /new, overwrite: true, contents: {inline: \"\"}, append: [{inline: x}]}]}"
        let files = try document(body)["write_files"]?.items ?? []
        #expect(files.map { $0["path"]?.string } == ["/emptied", "/kept", "/new", "/new"])
        #expect(files.map { $0["append"]?.boolean } == [nil, true, nil, true])
    }

    @Test("a masked unit's text is not written, since systemctl does not mask over a file")
    func masked() throws {
        let document = try document("systemd: {units: [{name: a.service, mask: true, contents: \"[Service]\\n\"}]}")
        #expect(document["write_files"] == nil)
        #expect(document["runcmd"]?.items?.first?.items?.last?.string == "a.service")
    }

    @Test("files of new users wait until the users are there")
    func deferred() throws {
        let body =
            "storage: {files: [{path: /a, user: {name: web}, contents: {inline: x}}, {path: /b, mode: 0644, group: {name: web}}]}\npasswd: {users: [{name: web}]}"
        let files = try document(body)["write_files"]?.items ?? []
        #expect(files.map { $0["defer"]?.boolean } == [true, true])
        #expect(files.map { $0["owner"]?.string } == ["web:root", "-1:web"])
    }

    @Test("a password's hash reaches users that the image has already")
    func passwords() throws {
        let user = try document("passwd: {users: [{name: core, password_hash: \"$6$salt$hash\"}]}")["users"]?.items?
            .last
        #expect(user?["hashed_passwd"]?.string == "$6$salt$hash" && user?["passwd"] == nil)
        #expect(user?["lock_passwd"]?.boolean == false)
    }

    @Test("the file that Basalt writes itself cannot be the profile's too, unless Basalt does not need it")
    func reserved() throws {
        let file = "storage:\n  files: [{path: /etc/tmpfiles.d/basalt.conf, contents: {inline: x}}]\n"
        let result = rendering(profile(file + "  directories: [{path: /srv/a}]", os: "cloud-init"))
        #expect(result.problems.count == 1 && result.problems[0].hasPrefix("6 two-owners"), "\(result.problems)")
        #expect(try document(file)["write_files"]?.items?.count == 1)
    }

    @Test("a prefix for user data that cloud-init cannot follow is a warning")
    func prefix() {
        let body = "instance: {user_data_prefix: \"s3://bucket/a\"}"
        let warnings = rendering(profile(body, os: "cloud-init")).diagnostics.all
        #expect(warnings.map(\.severity) == [.warning] && warnings.map(\.origin?.line) == [5])
        #expect(rendering(profile(body)).diagnostics.isEmpty)
    }
}
