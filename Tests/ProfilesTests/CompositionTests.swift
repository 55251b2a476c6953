import Documents
import Profiles
import Testing

@Suite struct `Profiles lie over each other` {
    private let base = profile(
        """
        docker: {daemon: {log-driver: local, debug: true}}
        sysctl: {a.b: 1, c.d: 2}
        kernel_modules: [one]
        storage:
          files:
            - {path: /etc/a, mode: 0600, contents: {inline: base}}
            - {path: /etc/b}
        """)

    @Test func `maps merge deeply and null deletes`() throws {
        let top = "extends: [base.yaml]\n" + profile("docker: {daemon: {debug: null, icc: false}}\nsysctl: {a.b: 9}")
        let (host, diagnostics) = resolve(["main.yaml": top, "base.yaml": base])
        #expect(diagnostics.places == [])
        let root = try #require(host?.root)
        #expect(root["docker"]?["daemon"]?.mapping?.keys == ["log-driver", "icc"])
        #expect(root["sysctl"]?["a.b"]?.integer == 9)
        #expect(root["sysctl"]?["c.d"]?.integer == 2)
    }

    @Test func `lists with keys merge by them and other lists are replaced`() throws {
        let top =
            "extends: [base.yaml]\n"
            + profile(
                """
                kernel_modules: [two]
                storage: {files: [{path: /etc/c}, {path: /etc/a, contents: {inline: top}}]}
                """)
        let (host, _) = resolve(["main.yaml": top, "base.yaml": base])
        let files = try #require(host?.root["storage"]?["files"]?.items)
        #expect(files.compactMap { $0["path"]?.string } == ["/etc/a", "/etc/b", "/etc/c"])
        #expect(files[0]["mode"]?.integer == 0o600)
        #expect(files[0]["contents"]?["inline"]?.string == "top")
        #expect(host?.root["kernel_modules"]?.strings == ["two"])
    }

    @Test func `a list of plain names is a set that every layer adds to`() throws {
        let users = "passwd: {users: [{name: web, groups: [docker, adm]}]}"
        let top = "extends: [base.yaml]\n" + profile("passwd: {users: [{name: web, groups: [wheel, docker]}]}")
        let (host, _) = resolve(["main.yaml": top, "base.yaml": profile(users)])
        #expect(host?.root[["passwd", "users"]]?.items?.first?["groups"]?.strings == ["docker", "adm", "wheel"])
    }

    @Test func `a value remembers what it replaced, newest first`() throws {
        let middle = "extends: [base.yaml]\n" + profile("sysctl: {a.b: 2}")
        let top = "extends: [middle.yaml]\n" + profile("roles: {r: {sysctl: {a.b: 4}}}\nsysctl: {a.b: 3}")
        let (host, _) = resolve(
            ["main.yaml": top, "middle.yaml": middle, "base.yaml": base], role: "r", set: ["sysctl[\"a.b\"]=5"])
        let node = try #require(host?.root["sysctl"]?["a.b"])
        #expect(node.integer == 5)
        #expect(node.replaced.map(\.integer) == [4, 3, 2, 1])
        #expect(node.replaced.map(\.origin.file.name) == ["main.yaml", "main.yaml", "middle.yaml", "base.yaml"])
    }

    @Test func `later bases win over earlier ones`() {
        let other = profile("sysctl: {a.b: 7}")
        let top = "extends: [base.yaml, other.yaml]\n" + profile("")
        let (host, _) = resolve(["main.yaml": top, "base.yaml": base, "other.yaml": other])
        #expect(host?.root["sysctl"]?["a.b"]?.integer == 7)
    }

    @Test func `a shipped profile is found by its name, with and without its ending`() {
        for name in ["docker-host", "docker-host.yaml"] {
            let top = "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: mine}\nextends: [\(name)]\n"
            let (host, diagnostics) = resolve(["main.yaml": top])
            #expect(diagnostics.places == [])
            #expect(host?.volumes.map(\.mountPath) == ["/var/lib/docker"])
            #expect(host?.name == "mine")
        }
    }

    @Test func `a file beside the profile comes before the shipped one of that name`() {
        let top = "extends: [base.yaml]\n" + profile("")
        let (host, _) = resolve(["main.yaml": top, "base.yaml": profile("kernel_modules: [mine]")])
        #expect(host?.root["kernel_modules"]?.strings == ["mine"])
    }

    @Test(arguments: [
        ("storage.files[1].mode=0640", "/etc/b", 0o640),
        ("storage={files: [{path: /etc/a, mode: 0400}]}", "/etc/a", 0o400),
    ])
    func `set reaches into lists by index and by key`(override: String, path: String, mode: Int) throws {
        let (host, diagnostics) = resolve(["main.yaml": base], set: [override])
        #expect(diagnostics.places == [])
        let file = try #require(host?.root["storage"]?["files"]?.items?.first { $0["path"]?.string == path })
        #expect(file["mode"]?.integer == mode)
    }

    /// A whole composed profile beside the one that was written by hand.
    private func isSame(_ main: String, set: [String], as wanted: String) -> Bool {
        let (host, diagnostics) = resolve(["main.yaml": main], set: set)
        #expect(diagnostics.places == [])
        return host?.root == resolve(["main.yaml": wanted]).host?.root
    }

    @Test(arguments: [
        ("storage.files[1].mode=0600", "- {path: /a, append: [{inline: x}]}\n    - {path: /b, mode: 0600}"),
        ("storage.files[1].path=/c", "- {path: /a, append: [{inline: x}]}\n    - {path: /c}"),
        ("storage.files[0].append[0].inline=y", "- {path: /a, append: [{inline: y}]}\n    - {path: /b}"),
        ("storage.files[0]=null", "- {path: /b}"),
        (
            "storage.files[1]={path: /b, mode: 0400}",
            "- {path: /a, append: [{inline: x}]}\n    - {path: /b, mode: 0400}"
        ),
    ])
    func `set with an index changes that item and nothing else`(override: String, files: String) {
        let main = profile("storage:\n  files:\n    - {path: /a, append: [{inline: x}]}\n    - {path: /b}")
        #expect(isSame(main, set: [override], as: profile("storage:\n  files:\n    \(files)")))
    }

    @Test func `set renames a unit in place`() {
        let main = profile("systemd: {units: [{name: a.service, enabled: true}, {name: b.service}]}")
        let wanted = profile("systemd: {units: [{name: c.service, enabled: true}, {name: b.service}]}")
        #expect(isSame(main, set: ["systemd.units[0].name=c.service"], as: wanted))
    }

    @Test func `a base that two profiles share does not undo what the first one changed`() {
        let (host, diagnostics) = resolve([
            "main.yaml": "extends: [da.yaml, db.yaml]\n" + profile(""),
            "da.yaml": "extends: [dbase.yaml]\n" + profile("sysctl: {a: 2}"),
            "db.yaml": "extends: [dbase.yaml]\n" + profile("sysctl: {b: 3}"),
            "dbase.yaml": profile("sysctl: {a: 1, c: 1}"),
        ])
        #expect(diagnostics.places == [])
        #expect(host?.root["sysctl"]?["a"]?.integer == 2)
        #expect(host?.root["sysctl"]?["b"]?.integer == 3)
        #expect(host?.root["sysctl"]?["c"]?.integer == 1)
    }

    @Test func `a list of includes replaces the one below it`() {
        let base = profile("include: [{template: secret-fetch, with: {name: one, source: ssm, location: /a}}]")
        let top = "extends: [base.yaml]\n" + profile("include: [{template: sysctl, with: {settings: {a: 1}}}]")
        let (host, _) = resolve(["main.yaml": top, "base.yaml": base])
        #expect(host?.includes.map { $0.template?.string } == ["sysctl"])
    }

    @Test func `a path becomes a thing of another kind`() throws {
        let base = profile("storage: {directories: [{path: /srv/a}, {path: /srv/b}], files: [{path: /srv/c}]}")
        let top =
            "extends: [base.yaml]\n"
            + profile("storage: {files: [{path: /srv/a}], links: [{path: /srv/c, target: /srv/a}]}")
        let (host, diagnostics) = resolve(["main.yaml": top, "base.yaml": base])
        #expect(diagnostics.places == [])
        let wanted = profile(
            """
            storage: {directories: [{path: /srv/b}], files: [{path: /srv/a}], links: [{path: /srv/c, target: /srv/a}]}
            """)
        #expect(try #require(host).root == resolve(["main.yaml": wanted]).host?.root)
        #expect(host?.root[["storage", "files"]]?.items?.first?.replaced.map(\.origin.file.name) == ["base.yaml"])
    }

    @Test(arguments: [
        (
            "storage: {volumes: [{name: d, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /srv}}]}",
            "storage: {volumes: [{name: d, match: {by_id: disk}}]}",
            "storage: {volumes: [{name: d, match: {by_id: disk}, format: ext4, mount: {path: /srv}}]}"
        ),
        (
            "secrets: [{name: t, ssm_parameter: /t, required_by: [a.service]}]", "secrets: [{name: t, file: /etc/t}]",
            "secrets: [{name: t, file: /etc/t, required_by: [a.service]}]"
        ),
        (
            "storage: {files: [{path: /a, mode: 0600, contents: {inline: x}}]}",
            "storage: {files: [{path: /a, contents: {source: \"https://example.com/a\"}}]}",
            "storage: {files: [{path: /a, mode: 0600, contents: {source: \"https://example.com/a\"}}]}"
        ),
    ])
    func `one way to say a thing takes the place of another`(base: String, top: String, wanted: String) throws {
        let (host, diagnostics) = resolve([
            "main.yaml": "extends: [base.yaml]\n" + profile(top), "base.yaml": profile(base),
        ])
        #expect(diagnostics.places == [])
        #expect(try #require(host).root == resolve(["main.yaml": profile(wanted)]).host?.root)
    }
}
