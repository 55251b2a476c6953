import Documents
import Foundation
import Inventory
import TestSupport
import Testing
import Values

@Suite struct `A bill of materials` {
    private enum Format: String, CaseIterable {
        case spdx
        case cyclonedx

        func text(_ bill: BillOfMaterials) -> String {
            JSONWriter.text(self == .spdx ? bill.spdx : bill.cycloneDX, .pretty) + "\n"
        }
    }

    @Test(arguments: Format.allCases)
    private func `has the documented shape`(format: Format) throws {
        let text = format.text(try Sample.bill(Sample.inventory(), fileDigest: Sample.digest(0x11)))
        #expect(try text == GoldenFile.expected("bill.\(format.rawValue).json", for: text, beside: #filePath))
    }

    @Test(arguments: Format.allCases)
    private func `is accepted by the format's own tools, full and empty`(format: Format) throws {
        for inventory in [try Sample.inventory(), PackageInventory(packages: [])] {
            let said = try BillTools.judge(format.rawValue, format.text(try Sample.bill(inventory)))
            #expect(said.status == 0, "\(said.text)\(said.errorText)")
        }
    }

    @Test(arguments: Format.allCases)
    private func `is refused by these tools with a licence that nobody knows`(format: Format) throws {
        let text = format.text(try Sample.bill(Sample.inventory())).replacing("Apache-2.0\"", with: "Apache-2.7\"")
        #expect(try BillTools.judge(format.rawValue, text).status == 1)
    }

    @Test(arguments: Format.allCases)
    private func `of what is installed here is accepted, with its licences`(format: Format) throws {
        let status = Array(try Data(contentsOf: URL(fileURLWithPath: "/var/lib/dpkg/status")))
        // The tools take seconds for a hundred packages.
        let packages = try PackageInventory.read(InventorySources(status: status)).packages.prefix(100)
        var copyrights: [String: [UInt8]] = [:]
        for name in packages.map(\.identity.name) {
            // A machine without documentation has none.
            let file = try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/doc/\(name)/copyright"))
            copyrights[name] = file.map { Array($0) }
        }
        let inventory = try PackageInventory.read(InventorySources(unpacked: Array(packages), copyrights: copyrights))
        #expect(inventory.packages.contains { $0.license != nil })
        let said = try BillTools.judge(format.rawValue, format.text(try Sample.bill(inventory)))
        #expect(said.status == 0, "\(said.text.prefix(2000))\(said.errorText.prefix(2000))")
    }
}
