import Inventory
import TestSupport
import Testing

@Suite struct `The licences of a package` {
    private static func license(_ fields: String...) -> LicenseExpression? {
        let format = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        let paragraphs = fields.map { "\nFiles: *\nLicense: \($0)\n" }.joined()
        return CopyrightFile(Array((format + paragraphs).utf8)).license
    }

    @Test(arguments: [
        ("GPL-2+", "GPL-2.0-or-later"), ("GPL-2", "GPL-2.0-only"), ("gpl-3.0+", "GPL-3.0-or-later"),
        ("LGPL-2", "LGPL-2.0-only"), ("LGPL-2.1+", "LGPL-2.1-or-later"), ("AGPL-3", "AGPL-3.0-only"),
        ("GFDL-NIV-1.3+", "GFDL-1.3-no-invariants-or-later"), ("GPL-2.0-only", "GPL-2.0-only"), ("Expat", "MIT"),
        ("BSD-3-clause", "BSD-3-Clause"), ("zlib", "Zlib"), ("CC0", "CC0-1.0"),
        ("GPL-2 with Linux-syscall-note exception", "GPL-2.0-only WITH Linux-syscall-note"),
        ("GPL-2+ or Artistic-2.0, and BSD-3-clause", "(GPL-2.0-or-later OR Artistic-2.0) AND BSD-3-Clause"),
        ("GPL-2+ and Expat or ISC", "GPL-2.0-or-later AND MIT OR ISC"), ("ISC and ISC", "ISC"),
        ("Expat, or ISC", "MIT OR ISC"),
    ])
    func `are SPDX identifiers where these are certain`(field: String, expression: String) {
        let license = Self.license(field)
        #expect(license.map { Set($0.text.components) } == Set(expression.components))
        #expect(license?.references == [])
    }

    @Test(arguments: [
        ("GPL", "LicenseRef-GPL"), ("GPL-4", "LicenseRef-GPL-4"), ("GPL-2++", "LicenseRef-GPL-2-plus-plus"),
        ("GPL-2+ with OpenSSL exception", "LicenseRef-GPL-2-plus-with-OpenSSL-exception"),
        ("public-domain", "LicenseRef-public-domain"), ("MIT/X11 (BSD like)", "LicenseRef-MIT-X11-BSD-like"),
        ("or", "LicenseRef-or"), ("Expat,ISC", "LicenseRef-Expat-ISC"), ("---", "LicenseRef-unnamed"),
        ("Expat, ISC and X11", "LicenseRef-Expat-ISC-and-X11"), ("é\u{1B}[2J", "LicenseRef-2J"),
    ])
    func `keep their names where no identifier is certain`(field: String, expression: String) {
        #expect(Self.license(field)?.text == expression)
        #expect(Self.license(field)?.references.map(\.id) == [expression])
    }

    @Test func `of all files apply together, in one order`() {
        #expect(Self.license("ISC", "GPL-2 or Expat", "ISC")?.text == "(GPL-2.0-only OR MIT) AND ISC")
    }

    @Test func `are references where a file of no format names common licences`() {
        let file = CopyrightFile(Array("in /usr/share/common-licenses/GPL-2.\n/usr/share/common-licenses/MPL-2.0".utf8))
        #expect(file.license?.text == "LicenseRef-common-licenses-GPL-2 AND MPL-2.0")
        #expect(CopyrightFile(Array("all rights reserved".utf8)).license == nil)
    }

    @Test func `of a damaged machine-readable file are looked for in its text, which is said`() throws {
        let text = "Format: dep5\nrubbish\n/usr/share/common-licenses/Apache-2.0\n"
        let file = CopyrightFile(Array(text.utf8))
        #expect(file.license?.text == "Apache-2.0")
        #expect(file.problem?.contains("rubbish") == true)
        let inventory = try PackageInventory.read(
            InventorySources(status: Sample.bytes(Sample.status), copyrights: ["bash": Array(text.utf8)]))
        #expect(inventory.remarks.map(\.subject) == ["usr/share/doc/bash/copyright"])
    }
}

extension String {
    fileprivate var components: [Substring] { split(separator: " ") }
}
