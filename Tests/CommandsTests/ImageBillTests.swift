import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `The bills of materials of an image` {
    /// What a dpkg database may hold besides the package of the layer.
    private static let status = """
        Package: libc6
        Status: install ok installed
        Architecture: amd64
        Multi-Arch: same
        Source: glibc (2.41-12+deb13u1~x)
        Version: 2.41-12+deb13u1~x+b2
        Maintainer: A <a@b.example>

        Package: libstdc++6
        Status: install ok installed
        Architecture: amd64
        Source: gcc-14
        Version: 1:14.2.0-19
        Maintainer: A <a@b.example>

        Package: tzdata
        Status: hold ok installed
        Architecture: all
        Version: 2026b-0+deb13u1
        Maintainer: A <a@b.example>

        Package: removed
        Status: deinstall ok config-files
        Architecture: amd64
        Version: 1
        Maintainer: A <a@b.example>


        """

    @Test func `name exactly the packages that dpkg-query lists, in the eyes of those who make the formats`() throws {
        try TinyImage.withLayer { folder in
            let file = try FileHandle(forWritingTo: folder.appendingPathComponent("root/var/lib/dpkg/status"))
            try file.seekToEnd()
            try file.write(contentsOf: Data(Self.status.utf8))
            try file.close()
            #expect(try TinyImage.build(folder).status == 0)
            let listed = try runTool(
                "/usr/bin/env",
                [
                    "dpkg-query", "--admindir=\(folder.path)/root/var/lib/dpkg", "-W", "-f",
                    "${db:Status-Status} ${Package} ${Version} ${Architecture}\\n",
                ]
            ).text.split(separator: "\n").filter { $0.hasPrefix("installed ") }.map { String($0.dropFirst(10)) }
            #expect(listed.count == 4, "\(listed)")
            for (kind, name) in [("cyclonedx", "sbom.cdx.json"), ("spdx", "sbom.spdx.json")] {
                let bill = TinyImage.file(name, folder)
                #expect(try judged(kind, bill) == [])
                let addresses = folder.appendingPathComponent("\(kind).purls")
                let text = try String(contentsOf: bill, encoding: .utf8)
                let found = text.matches(of: /"(pkg:deb\/[^"]*)"/).map { String($0.1) }
                try Data(Set(found).sorted().map { $0 + "\n" }.joined().utf8).write(to: addresses)
                #expect(try judged("purl", addresses) == listed.sorted(), "\(kind)")
            }
        }
    }

    /// What the script says, sorted.
    private func judged(_ kind: String, _ file: URL) throws -> [String] {
        let result = try runTool(
            ReferenceTools.privateTool("python/bin/python3"),
            [ReferenceTools.fixture("bills_of_materials.py"), kind, file.path])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
        return result.text.split(separator: "\n").map(String.init).sorted()
    }
}
