import Values

/// What a package's `copyright` file says about its licences.
///
/// Source: Debian's machine-readable copyright format 1.0; Debian Policy 12.5 for files of no format.
package struct CopyrightFile: Sendable, Equatable {
    /// nil where nothing certain is known.
    package let license: LicenseExpression?
    /// Why a file that calls itself machine-readable was read as one of no format: a clause; nil where it was not.
    package let problem: String?

    package init(_ bytes: [UInt8]) {
        guard Self.isMachineReadable(bytes) else {
            (license, problem) = (Self.commonLicenses(bytes), nil)
            return
        }
        do throws(ControlStanza.Problem) {
            (license, problem) = (Self.fields(try ControlStanza.all(bytes)), nil)
        } catch { (license, problem) = (Self.commonLicenses(bytes), error.reason) }
    }

    /// Whether its first paragraph names the format.
    private static func isMachineReadable(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
        return start.split(separator: "\n").contains { line in
            line.hasPrefix("format") && (line.contains("copyright-format") || line.contains("dep5"))
        }
    }

    /// The licences of all files together; the header's, or those whose texts are there, where no file has one.
    private static func fields(_ stanzas: [ControlStanza]) -> LicenseExpression? {
        let ofFiles = stanzas.filter { $0["Files"] != nil }
        let chosen = ofFiles.contains { $0["License"] != nil } ? ofFiles : stanzas
        let lines = Set(chosen.compactMap { $0["License"].map { String($0.prefix { $0 != "\n" }) } })
        return LicenseExpression(all: lines.sorted().compactMap { LicenseField($0).expression })
    }

    /// The licences whose texts the file points at. Which later versions it allows is said in prose, so that only
    /// licences which have no versions of that kind are named by SPDX identifiers.
    private static func commonLicenses(_ bytes: [UInt8]) -> LicenseExpression? {
        let folder = Array("/usr/share/common-licenses/".utf8)
        var names: Set<String> = []
        var place = 0
        while place + folder.count <= bytes.count {
            // Most bytes are no slash: only what starts with one is compared.
            guard bytes[place] == folder[0], bytes[place..<place + folder.count].elementsEqual(folder) else {
                place += 1
                continue
            }
            place += folder.count
            var name = bytes[place...].prefix(64).prefix(while: isNamePart)
            while let last = name.last, ".-+".utf8.contains(last) { name = name.dropLast() }
            if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
        }
        return LicenseExpression(
            all: names.sorted().map { name in
                if let id = exact[name] { return LicenseExpression(clause: id) }
                let reference = LicenseName.reference(name, prefix: "LicenseRef-common-licenses-")
                return LicenseExpression(clause: reference.id, references: [reference])
            })
    }

    private static let exact = [
        "Apache-2.0": "Apache-2.0", "CC0-1.0": "CC0-1.0", "MPL-1.1": "MPL-1.1", "MPL-2.0": "MPL-2.0",
    ]

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || ".-+".utf8.contains(byte)
    }
}
