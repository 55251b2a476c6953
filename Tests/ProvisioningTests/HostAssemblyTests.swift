import Documents
import Provisioning
import TestSupport
import Testing

@Suite struct HostAssemblyTests {
    private static func template(_ name: String, _ body: String) -> MemoryFiles.Entry {
        .file("apiVersion: basalt/v1\nkind: Template\nmetadata: {name: \(name), description: x}\n\(body)\n")
    }

    private static let files = MemoryFiles([
        "t/file.yaml": template("file", "storage: {files: [{path: /etc/x, contents: {inline: theirs}}]}"),
        "t/folder.yaml": template("folder", "storage: {directories: [{path: /etc/x}]}"),
        "t/unit.yaml": template(
            "unit", "systemd: {units: [{name: a.service, contents: \"[Service]\\nExecStart=/theirs\\n\"}]}"),
        "t/dropin.yaml": template(
            "dropin", "systemd: {units: [{name: a.service, dropins: [{name: 20.conf, contents: \"[Unit]\\n\"}]}]}"),
        "t/user.yaml": template("user", "passwd: {users: [{name: web, shell: /bin/theirs}]}"),
        "t/group.yaml": template("group", "passwd: {groups: [{name: web, gid: 7}]}"),
        "disk.bu": .file("variant: fcos\nversion: 1.4.0\nstorage: {filesystems: [{device: /dev/sdb, format: xfs}]}"),
        "file.bu": .file(
            "variant: fcos\nversion: 1.4.0\nstorage: {files: [{path: /etc/x, contents: {inline: butane}}]}"),
    ])

    private func result(_ body: String, os: String = "fcos") -> Rendering {
        rendering(profile(body, os: os), files: Self.files, folders: ["t"])
    }

    @Test(
        "two owners of one thing are an error that names both",
        arguments: [
            (
                "storage: {files: [{path: /etc/x, contents: {inline: ours}}]}", "template: file", "/etc/x",
                "the profile", "the template `file`"
            ),
            (
                "storage: {files: [{path: /etc/x, contents: {inline: ours}}]}", "template: folder", "/etc/x",
                "the profile", "the template `folder`"
            ),
            (
                "storage: {links: [{path: /etc/x, target: /y}]}", "template: file", "/etc/x", "the profile",
                "the template `file`"
            ),
            (
                "systemd: {units: [{name: a.service, contents: \"[Service]\\nExecStart=/ours\\n\"}]}", "template: unit",
                "a.service", "the profile", "the template `unit`"
            ),
            (
                "passwd: {users: [{name: web, shell: /bin/ours}]}", "template: user", "web", "the profile",
                "the template `user`"
            ),
            (
                "passwd: {groups: [{name: web, gid: 8}]}", "template: group", "web", "the profile",
                "the template `group`"
            ),
            (
                "storage: {files: [{path: /etc/x, contents: {inline: ours}}]}", "butane: file.bu", "/etc/x",
                "the profile", "the Butane file `file.bu`"
            ),
            (
                "storage: {filesystems: [{device: /dev/sdb, format: ext4}]}", "butane: disk.bu", "/dev/sdb",
                "the profile", "the Butane file `disk.bu`"
            ),
            (
                "docker: {}\nstorage: {files: [{path: /etc/docker/daemon.json, contents: {inline: ours}}]}",
                "template: dropin", "/etc/docker/daemon.json", "the profile", "the template `docker-engine`"
            ),
        ])
    func twoOwners(_ body: String, _ include: String, _ name: String, _ first: String, _ second: String) {
        let result = result("\(body)\ninclude: [{\(include)}]")
        let error = result.errors.first { $0.code == .twoOwners }
        #expect(result.userData == nil)
        for text in [name, first, second] {
            #expect(error?.message.contains(text) == true, "\(rendered(result.diagnostics))")
        }
        #expect(error?.notes.count == 1 && error?.remedy != nil && error?.origin != nil)
    }

    @Test("entries that say the same are joined")
    func equal() throws {
        let body = "storage: {files: [{path: /etc/x, contents: {inline: theirs}}]}\ninclude: [{template: file}]"
        let files = try result(body).required().configuration()[["storage", "files"]]
        #expect(files?.items?.count == 1)
    }

    @Test("drop-ins of one unit add up, and one name with two texts is an error")
    func dropins() throws {
        func body(_ name: String) -> String {
            "systemd: {units: [{name: a.service, enabled: false, dropins: [{name: \(name), contents: \"[Service]\\n\"}]}]}\ninclude: [{template: dropin}]"
        }
        let unit = try result(body("10.conf")).required().configuration()[["systemd", "units"]]?.items?.first
        #expect(unit?["dropins"]?.items?.compactMap { $0["name"]?.string } == ["10.conf", "20.conf"])
        #expect(unit?["enabled"]?.boolean == false)
        #expect(result(body("20.conf")).errors.map(\.code) == [.twoOwners])
    }

    @Test("the order of the parts does not change the result")
    func order() throws {
        let one = try result("include: [{template: file}, {template: dropin}, {template: user}]").required()
        let other = try result("include: [{template: user}, {template: dropin}, {template: file}]").required()
        #expect(one.bytes == other.bytes)
    }
}
