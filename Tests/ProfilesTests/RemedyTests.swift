import Documents
import Profiles
import Testing

@Suite struct `What to do about a value of another shape` {
    @Test(
        arguments: [
            ("include: [node-exporter]", "write `- template: node-exporter`"),
            ("include: node-exporter", "write it as a list: `[{template: node-exporter}]`"),
            ("include: [hosts/web.bu]", "write `- butane: hosts/web.bu`"),
            (
                "storage: {volumes: [{name: d, match: {ebs_device: /dev/sdf}, format: ext4, mount: /data}]}",
                "write `mount: {path: /data}`"
            ),
            ("proxy: {http: proxy:3128}", "write http://proxy:3128"),
            ("proxy: {https: \"ftp://proxy\"}", nil), ("proxy: {https: \"a proxy\"}", nil),
            ("docker: overlay2", nil), ("secrets: [token]", nil), ("storage: {volumes: [data]}", nil),
            ("storage: {files: /etc/a}", nil),
        ] as [(String, String?)])
    func `says how to write it`(body: String, remedy: String?) {
        let problems = resolve(["main.yaml": profile(body)]).diagnostics.sorted()
        #expect(problems.map(\.remedy) == [remedy], "\(problems)")
    }

    @Test func `does not miss what a name in place of a list brings`() {
        let text = "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: test}\nextends: flatcar\n"
        let diagnostics = resolve(["main.yaml": text]).diagnostics
        #expect(diagnostics.places == ["wrong-type 4:10"])
        #expect(diagnostics.all.first?.remedy == "write it as a list: [flatcar]")
    }
}
