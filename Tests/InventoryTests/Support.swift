import Documents
import Foundation
import Inventory
import TestSupport
import Values

/// What the tests of an image's packages share.
enum Sample {
    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func debian() throws -> Distribution { try found(Distribution(id: "debian", version: "13")) }

    static func found<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Unreadable(description: "a value of the test is none") }
        return value
    }

    static func package(_ name: String, _ version: String, _ architecture: String = "amd64") -> PackageIdentity {
        PackageIdentity(name: name, version: version, architecture: architecture)
    }

    static func digest(_ byte: UInt8) throws -> Digest { try found(Digest(bytes: Array(repeating: byte, count: 32))) }

    static func inventory() throws -> PackageInventory {
        try PackageInventory.read(
            InventorySources(
                status: bytes(status), unpacked: [try InstalledPackage(ControlStanza(bytes(unpacked)))],
                copyrights: copyrights.mapValues(bytes)))
    }

    static func bill(_ inventory: PackageInventory, fileDigest: Digest? = nil) throws -> BillOfMaterials {
        BillOfMaterials(
            image: DescribedImage(
                name: "docker-host", version: "1.4.0", architecture: "amd64", diskDigest: try digest(0xAB),
                fileDigest: fileDigest),
            inventory: inventory, distribution: try debian(), created: Timestamp(seconds: 1_793_500_000),
            toolVersion: "0.1.0")
    }

    static let status = """
        Package: libstdc++6
        Status: install ok installed
        Source: gcc-14 (14.2.0-19)
        Version: 14.2.0-19+b1
        Architecture: amd64
        Maintainer: Debian GCC Maintainers <debian-gcc@lists.debian.org>
        Description: a library
         of more lines

        Package: bash
        Status: hold ok installed
        Version: 5.2.37-2
        Architecture: amd64
        Maintainer: Matthias Klose <doko@debian.org>

        Package: old
        Status: deinstall ok config-files
        Version: 1
        Architecture: all

        Package: tzdata
        Status: install ok installed
        Version: 2026a-0+deb13u1
        Architecture: all

        Package: dbus
        Status: install ok installed
        Version: 1:1.16.2-2
        Architecture: amd64

        """

    static let unpacked = """
        Package: ignition
        Version: 2.21.0+ds1-3
        Architecture: amd64
        Maintainer: "Quoted, Name" <not an address>

        """

    static let copyrights = [
        "bash": """
        Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
        Upstream-Name: bash

        Files: *
        License: GPL-3+
         text

        Files: lib/x
        License: Expat or Frob-1+, and BSD-3-clause

        License: Unused
         text

        """,
        "tzdata": "This is public domain, but see /usr/share/common-licenses/GPL-2.",
        "ignition": "See `/usr/share/common-licenses/Apache-2.0'.",
    ]
}

/// What the tools of SPDX, CycloneDX and package URLs say.
enum BillTools {
    static func judge(_ kind: String, _ text: String) throws -> ToolResult {
        try withTemporaryFolder { folder in
            // The parser tells the format of SPDX by the name's end.
            let file = folder.appendingPathComponent("bill.spdx.json")
            try Data(text.utf8).write(to: file)
            return try runTool(
                ReferenceTools.privateTool("python/bin/python"),
                ["-B", ReferenceTools.fixture("bills_of_materials.py"), kind, file.path])
        }
    }
}
