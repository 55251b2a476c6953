import Documents
import Profiles
import Testing

@Suite struct `What cannot be loaded is said plainly` {
    @Test func `a circle of extends names every file in it`() {
        let files = [
            "main.yaml": "extends: [b.yaml]\n" + profile(""), "b.yaml": "extends: [c.yaml]\n" + profile(""),
            "c.yaml": "extends: [main.yaml]\n" + profile(""),
        ]
        let (host, diagnostics) = resolve(files)
        #expect(host == nil)
        #expect(diagnostics.places == ["extends-cycle 1:11"])
        #expect(diagnostics.all[0].message.contains("main.yaml → b.yaml → c.yaml → main.yaml"))
    }

    @Test func `a profile that extends itself is a circle under any spelling of its name`() {
        let (_, diagnostics) = resolve(["main.yaml": "extends: [./x/../main.yaml]\n" + profile("")])
        #expect(diagnostics.places == ["extends-cycle 1:11"])
    }

    @Test func `a base that is extended twice is no circle`() {
        let files = [
            "main.yaml": "extends: [l.yaml, r.yaml]\n" + profile(""), "l.yaml": "extends: [t.yaml]\n" + profile(""),
            "r.yaml": "extends: [t.yaml]\n" + profile(""), "t.yaml": profile("kernel_modules: [top]"),
        ]
        let (host, diagnostics) = resolve(files)
        #expect(diagnostics.places == [])
        #expect(host?.root["kernel_modules"]?.strings == ["top"])
    }

    @Test func `a missing base points at its name and suggests a shipped one`() {
        let (_, diagnostics) = resolve(["main.yaml": "extends: [docker-hosst]\n" + profile("")])
        #expect(diagnostics.places == ["file-missing 1:11"])
        #expect(diagnostics.all[0].remedy == "did you mean the shipped profile `docker-host`?")
    }

    @Test func `a long chain of extends ends in an error`() {
        var files = ["main.yaml": "extends: [p0.yaml]\n" + profile("")]
        for index in 0..<100 { files["p\(index).yaml"] = "extends: [p\(index + 1).yaml]\n" + profile("") }
        let (host, diagnostics) = resolve(files)
        #expect(host == nil)
        #expect(diagnostics.all.contains { $0.code == .extendsCycle })
    }

    @Test func `everything wrong in every document is reported at once`() {
        let base = profile("dokcer: {}\nsysctl: {a: [1]}")
        let top = "extends: [base.yaml]\n" + profile("storage: {files: [{paht: /etc/a}]}\ntime: {}")
        let (_, diagnostics) = resolve(["main.yaml": top, "base.yaml": base])
        let found = diagnostics.sorted().map { "\($0.code) \($0.origin?.description ?? "-")" }
        #expect(
            found == [
                "unknown-key base.yaml:5:1", "wrong-type base.yaml:6:13", "missing-value main.yaml:6:19",
                "unknown-key main.yaml:6:20", "missing-value main.yaml:7:7",
            ])
    }

    @Test func `an image in a role says why it cannot be`() {
        let (_, diagnostics) = resolve(
            ["main.yaml": profile("roles: {worker: {image: {layers: []}}}")], role: "worker")
        #expect(diagnostics.all.map(\.message) == ["a role cannot change `image`: one image serves all roles"])
    }

    @Test(arguments: [
        ("roles.r.sysctl.a=5", "choose the role with --role, and set `sysctl.a`"),
        ("roles.r=null", "choose the role with --role"), ("extends=[nonsense.yaml]", "change `extends` in the profile"),
    ])
    func `an override without effect is refused`(text: String, remedy: String) {
        var diagnostics = Diagnostics()
        #expect(ProfileOverride(text, into: &diagnostics) == nil)
        #expect(diagnostics.places == ["bad-override 1:1"])
        #expect(diagnostics.all.map(\.remedy) == [remedy])
    }

    @Test(arguments: [
        (nil, "the profile has roles, and none was chosen"), ("workr", "the profile has no role `workr`"),
    ])
    func `a role that is missing or misspelt is named`(role: String?, message: String) {
        let (_, diagnostics) = resolve(["main.yaml": profile("roles: {worker: {}, manager: {}}")], role: role)
        #expect(diagnostics.all.map(\.message) == [message])
        #expect(diagnostics.all[0].remedy?.contains("worker") == true)
    }

    @Test(arguments: ["docker", "=1", "a..b=1", "storage.files[0].mode=0644", "docker.daemon={", "nosuch.key=1"])
    func `an override that cannot be applied is an error at the option`(text: String) {
        let (host, diagnostics) = resolve(["main.yaml": profile("")], set: [text])
        #expect(host == nil || diagnostics.hasErrors)
        #expect(diagnostics.all.contains { $0.origin?.file.name == "--set" })
    }
}
