import Documents
import Provisioning
import TestSupport
import Testing

@Suite("Problems that Ignition's rules find")
struct OwnWordsTests {
    @Test("stand at the profile's place, in the profile's words")
    func words() {
        let body = """
            passwd: {users: [{name: web, uid: 1}, {name: web2, ssh_authorized_keys: [a, a]}]}
            storage:
              files: [{path: /a, contents: {source: "ftp://h/x"}}]
            """
        let result = rendering(profile(body))
        let places = result.errors.map { "\($0.path) \($0.origin.map { "\($0.line)" } ?? "-")" }
        #expect(places.contains("storage.files[0].contents.source 7"), "\(rendered(result.diagnostics))")
        #expect(places.contains("passwd.users[1].ssh_authorized_keys[1] 5"), "\(rendered(result.diagnostics))")
    }

    @Test("include modes that were meant in octal")
    func decimalMode() {
        let result = rendering(profile("storage: {files: [{path: /a, mode: 644}, {path: /b, mode: 0644}]}"))
        #expect(result.errors.map(\.code) == [.decimalMode])
        #expect(result.errors.first?.path.description == "storage.files[0].mode")
        #expect(result.errors.first?.remedy?.contains("0644") == true)
        #expect(result.userData == nil)
    }

    @Test("do not include that a proxy is reached by http, as nearly all are")
    func proxy() throws {
        let result = rendering(profile("proxy: {https: \"http://proxy:3128\", no_proxy: [localhost]}"))
        #expect(result.diagnostics.all.map(\.message) == [])
        #expect(
            try result.required().configuration()[["ignition", "proxy", "httpsProxy"]]?.string == "http://proxy:3128")
    }
}
