import Ignition
import Testing

@Suite struct SystemdUnitTests {
    /// What `systemd-escape --path` prints.
    @Test(arguments: [
        ("/", "-"), ("/var/lib/docker", "var-lib-docker"), ("/dev/disk/by-label/data", "dev-disk-by\\x2dlabel-data"),
        ("//a///b/", "a-b"), ("/.hidden", "\\x2ehidden"), ("/a/.b", "a-.b"), ("/a b", "a\\x20b"),
        ("/tab\there", "tab\\x09here"),
        ("/ü", "\\xc3\\xbc"), ("/a:b_c.d", "a:b_c.d"), ("", "-"),
    ])
    func pathsAreEscapedAsUnitNames(_ path: String, _ expected: String) {
        #expect(SystemdUnit.escape(path: path) == expected)
    }

    @Test func optionsKeepTheirSectionAndLine() throws {
        let unit = try SystemdUnit(
            parsing: "# comment \\\n goes on\n[Unit]\r\nA = b \nC=d \\\n  e\n\n;x\n[Install]\nWantedBy=x.target")
        #expect(unit.options.map(\.name) == ["A", "C", "WantedBy"])
        #expect(unit.options.map(\.section) == ["Unit", "Unit", "Install"])
        #expect(unit.options.map(\.line) == [4, 5, 10])
        #expect(unit.options[1].value == "d \\\ne")
        #expect(unit.hasInstallSection)
    }

    @Test(arguments: ["", "text before a section", "[Install]", "[Unit]\nA=b", "# only a comment"])
    func nothingIsInstalledWithoutAnOptionInTheSection(_ text: String) throws {
        #expect(try !SystemdUnit(parsing: text).hasInstallSection)
    }

    @Test(arguments: [
        ("[Unit", 1), ("[Unit]\nno option", 2), ("[Unit] x\nA=b", 1),
        ("[Unit]\n\nA=" + String(repeating: "x", count: 3000), 3),
    ])
    func mistakesAreFoundOnTheirLine(_ text: String, _ line: Int) {
        do throws(SystemdUnit.Problem) {
            _ = try SystemdUnit(parsing: text)
            Issue.record("it was read")
        } catch {
            #expect(error.line == line)
        }
    }

    @Test func unitsAreToldByTheirSuffix() {
        #expect(SystemdUnit.hasUnitSuffix("a@b.service"))
        #expect(!SystemdUnit.hasUnitSuffix("a.conf"))
        #expect(!SystemdUnit.hasUnitSuffix("service"))
    }
}
