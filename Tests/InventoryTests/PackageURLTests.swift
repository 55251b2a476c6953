import Inventory
import TestSupport
import Testing
import Values

@Suite struct `A package's URL` {
    @Test(arguments: [
        ("bash", "5.2.37-2", "amd64", nil, "pkg:deb/debian/bash@5.2.37-2?arch=amd64&distro=debian-13"),
        ("dbus", "1:1.16.2-2~x", "arm64", nil, "pkg:deb/debian/dbus@1:1.16.2-2~x?arch=arm64&distro=debian-13"),
        (
            "libstdc++6", "14.2.0-19+b1", "amd64", "gcc-14 (1:14.2.0-19)",
            "pkg:deb/debian/libstdc%2B%2B6@14.2.0-19%2Bb1?arch=amd64&distro=debian-13&upstream=gcc-14%401:14.2.0-19"
        ),
        ("libc6", "2.41-12", "all", "glibc", "pkg:deb/debian/libc6@2.41-12?arch=all&distro=debian-13&upstream=glibc"),
    ])
    func `is canonical, in the words of scanners`(
        name: String, version: String, architecture: String, source: String?, expected: String
    ) throws {
        let package = Sample.package(name, version, architecture)
        let source = try SourcePackage(source, of: package)
        #expect(PackageURL(package, source: source, distribution: try Sample.debian()).description == expected)
    }

    @Test func `is read and written by the reference library as it stands, for what dpkg-query lists`() throws {
        let fields = "Package: ${Package}\\nStatus: ${Status}\\nVersion: ${Version}\\nArchitecture: ${Architecture}\\n"
        let source = "Source: ${source:Package} (${source:Version})\\n\\n"
        let status = try runTool("/usr/bin/dpkg-query", ["-W", "-f", fields + source])
        let inventory = try PackageInventory.read(InventorySources(status: status.output))
        #expect(inventory.packages.count > 50)
        #expect(inventory.remarks == [])
        let debian = try Sample.debian()
        let urls = inventory.packages.map {
            PackageURL($0.identity, source: $0.source, distribution: debian).description
        }
        let said = try BillTools.judge("purl", urls.joined(separator: "\n"))
        #expect(said.status == 0, "\(said.text)\(said.errorText)")
        #expect(said.text == inventory.list)
        let lines = ["-W", "-f", "${db:Status-Status} ${Package} ${Version} ${Architecture}\\n"]
        let known = try runTool("/usr/bin/dpkg-query", lines).text.split(separator: "\n").compactMap { line in
            line.hasPrefix("installed ") ? String(line.dropFirst(10)) : nil
        }
        #expect(Set(known) == Set(inventory.list.split(separator: "\n").map(String.init)))
    }

    @Test func `is named where it is not canonical`() throws {
        let said = try BillTools.judge("purl", "pkg:deb/debian/libstdc++6@1?distro=d&arch=amd64")
        #expect(said.status == 1)
    }
}
