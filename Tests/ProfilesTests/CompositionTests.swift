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
}
