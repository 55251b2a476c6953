import Inventory
import TestSupport
import Testing
import Values

@Suite struct `The packages of an image` {
    @Test func `are what dpkg installed and what was unpacked, sorted`() throws {
        let inventory = try Sample.inventory()
        #expect(
            inventory.list == """
                bash 5.2.37-2 amd64
                dbus 1:1.16.2-2 amd64
                ignition 2.21.0+ds1-3 amd64
                libstdc++6 14.2.0-19+b1 amd64
                tzdata 2026a-0+deb13u1 all

                """)
        #expect(inventory.remarks.isEmpty)
        let library = try Sample.found(inventory.packages.first { $0.identity.name == "libstdc++6" })
        #expect(library.source == SourcePackage(name: "gcc-14", version: "14.2.0-19"))
        #expect(library.maintainer?.isOrganization == true)
        let ignition = try Sample.found(inventory.packages.first { $0.identity.name == "ignition" })
        #expect(ignition.maintainer == Maintainer(name: "Quoted, Name", address: nil))
    }

    @Test func `are found in the parts of an image without dpkg`() throws {
        let inventory = try PackageInventory.read(
            InventorySources(statusParts: [
                "base": Sample.bytes("Package: base-files\nVersion: 13\nArchitecture: amd64\n"),
                "base.md5sums": Sample.bytes("d41d8cd98f00b204e9800998ecf8427e  usr/lib/os-release\n"),
            ]))
        #expect(inventory.list == "base-files 13 amd64\n")
    }

    @Test func `that are named twice count once, in two versions twice`() throws {
        let twice = try InstalledPackage(
            ControlStanza(Sample.bytes("Package: bash\nVersion: 5.2.37-2\nArchitecture: amd64\n")))
        let other = try InstalledPackage(
            ControlStanza(Sample.bytes("Package: bash\nVersion: 6\nArchitecture: amd64\n")))
        let inventory = try PackageInventory.read(
            InventorySources(status: Sample.bytes(Sample.status), unpacked: [twice, other]))
        #expect(inventory.packages.map(\.identity).filter { $0.name == "bash" }.map(\.version) == ["5.2.37-2", "6"])
    }

    @Test func `are none without Debian's files, which is said`() throws {
        let inventory = try PackageInventory.read(InventorySources())
        #expect(inventory.packages.isEmpty)
        #expect(inventory.remarks.map(\.description).joined().contains("no Debian packages were found"))
    }

    @Test(arguments: [
        ("Package: a b\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n", "no package's name"),
        ("Package: ab\nStatus: install ok installed\nVersion: \u{1B}[2J\nArchitecture: all\n", "is no version"),
        ("Package: ab\nStatus: install ok installed\nArchitecture: all\n", "is missing"),
        ("Package: ab\nVersion: 1\nArchitecture: all\n", "`Status` is missing"),
        ("Package: ab\nStatus: quite well\nVersion: 1\nArchitecture: all\n", "is no state"),
        (
            "Package: ab\nStatus: install ok installed\nSource: ../x\nVersion: 1\nArchitecture: all\n",
            "no source package"
        ),
    ])
    func `that break Debian's rules are passed over with a reason`(text: String, reason: String) throws {
        let inventory = try PackageInventory.read(InventorySources(status: Sample.bytes(text)))
        #expect(inventory.packages.isEmpty)
        #expect(inventory.remarks.contains { $0.reason.contains(reason) && !$0.reason.contains("\u{1B}") })
    }

    @Test func `that dpkg did not finish are counted, and remarked on`() throws {
        let text = "Package: ab\nStatus: install ok half-configured\nVersion: 1\nArchitecture: all\n"
        let inventory = try PackageInventory.read(InventorySources(status: Sample.bytes(text)))
        #expect(inventory.list == "ab 1 all\n")
        #expect(inventory.remarks.count == 1)
    }

    @Test func `are not guessed from a database that is damaged or too large`() {
        let damaged = #expect(throws: InventoryError.self) {
            try PackageInventory.read(InventorySources(status: Sample.bytes("x\n")))
        }
        #expect(damaged?.code == .damaged)
        #expect(damaged?.description.contains("`var/lib/dpkg/status` in the image: a line is no field: `x`") == true)
        var limits = InventoryLimits()
        limits.status = 10
        let error = #expect(throws: InventoryError.self) {
            try PackageInventory.read(InventorySources(status: Sample.bytes(Sample.status)), limits: limits)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func `are read from any bytes without a crash`() {
        var generator = SeededGenerator(seed: 71)
        let valid = Sample.bytes(Sample.status)
        let copyright = Sample.bytes(Sample.copyrights["bash"] ?? "")
        for _ in 0..<400 {
            let (status, license) = (mutated(valid, &generator), mutated(copyright, &generator))
            let sources = InventorySources(status: status, copyrights: ["bash": license, "dbus": status])
            if let inventory = try? PackageInventory.read(sources), let bill = try? Sample.bill(inventory) {
                _ = (bill.spdx, bill.cycloneDX)
            }
            _ = Distribution(osRelease: status)
        }
    }

    private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
    }
}

@Suite struct `A distribution` {
    @Test(arguments: [
        ("ID=debian\nVERSION_ID=\"13\"\n", "debian-13"), ("ID='ubuntu'\nVERSION_ID=24.04\n", "ubuntu-24.04"),
        ("ID=debian\nVERSION_CODENAME=forky\n", "debian-forky"), ("#ID=x\nID=debian\n", "debian"),
    ])
    func `is named by os-release`(text: String, label: String) {
        #expect(Distribution(osRelease: Array(text.utf8))?.label == label)
    }

    @Test(arguments: ["", "NAME=x\n", "ID=\"\n", "ID=\n", "ID=a/b\n", "ID=debian\nVERSION_ID=\"1 3\"\n"])
    func `without a name of the right form is none`(text: String) {
        #expect(Distribution(osRelease: Array(text.utf8)) == nil)
    }
}
