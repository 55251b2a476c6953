package import Documents
import Values

/// Source: SPDX specification 2.3, clauses 6 (document), 7 (packages), 10 (other licences), 11 (relationships).
extension BillOfMaterials {
    /// An SPDX 2.3 document: DESCRIBES the image, which CONTAINS its packages.
    package var spdx: Node {
        let packages = zip(inventory.packages, spdxIdentifiers)
        return JSON.mapping([
            ("spdxVersion", JSON.text("SPDX-2.3")),
            ("dataLicense", JSON.text("CC0-1.0")),
            ("SPDXID", JSON.text(Self.document)),
            ("name", JSON.text("\(image.name) \(image.version)")),
            ("documentNamespace", JSON.text(serialNumber)),
            (
                "creationInfo",
                JSON.mapping([
                    ("created", JSON.text(created.description)),
                    ("creators", JSON.list([JSON.text("Tool: basalt-\(toolVersion)")])),
                ])
            ),
            ("packages", JSON.list([spdxImage] + packages.map(spdxPackage))),
            ("hasExtractedLicensingInfos", otherLicenses),
            (
                "relationships",
                JSON.list(
                    [Self.relationship(Self.document, "DESCRIBES", Self.imageIdentifier)]
                        + packages.map { Self.relationship(Self.imageIdentifier, "CONTAINS", $1) })
            ),
        ])
    }

    private static let document = "SPDXRef-DOCUMENT"
    private static let imageIdentifier = "SPDXRef-Image"
    private static let unknown = JSON.text("NOASSERTION")

    private var spdxImage: Node {
        JSON.mapping([
            ("SPDXID", JSON.text(Self.imageIdentifier)),
            ("name", JSON.text(image.name)),
            ("versionInfo", JSON.text(image.version)),
            ("primaryPackagePurpose", JSON.text("OPERATING_SYSTEM")),
            ("downloadLocation", Self.unknown),
            ("filesAnalyzed", JSON.flag(false)),
            ("licenseConcluded", Self.unknown),
            ("licenseDeclared", Self.unknown),
            ("copyrightText", Self.unknown),
            (
                "comment",
                JSON.text(
                    "Disk image for \(image.architecture). Digest over its 512 KiB blocks' digests: \(image.diskDigest)"
                )
            ),
            (
                "checksums",
                image.fileDigest.map {
                    JSON.list([
                        JSON.mapping([
                            ("algorithm", JSON.text("SHA256")), ("checksumValue", JSON.text($0.hexadecimal)),
                        ])
                    ])
                }
            ),
        ])
    }

    private func spdxPackage(_ package: InstalledPackage, _ identifier: String) -> Node {
        let reference = [
            ("referenceCategory", "PACKAGE-MANAGER"), ("referenceType", "purl"),
            ("referenceLocator", packageURL(package)),
        ]
        return JSON.mapping([
            ("SPDXID", JSON.text(identifier)),
            ("name", JSON.text(package.identity.name)),
            ("versionInfo", JSON.text(package.identity.version)),
            ("supplier", package.maintainer.map(Self.supplier) ?? Self.unknown),
            ("downloadLocation", Self.unknown),
            ("filesAnalyzed", JSON.flag(false)),
            ("licenseConcluded", Self.unknown),
            ("licenseDeclared", package.license.map { JSON.text($0.text) } ?? Self.unknown),
            ("copyrightText", Self.unknown),
            ("sourceInfo", JSON.text("built from source package \(package.source.name) \(package.source.version)")),
            ("externalRefs", JSON.list([JSON.mapping(reference.map { ($0, JSON.text($1)) })])),
        ])
    }

    private static func supplier(_ maintainer: Maintainer) -> Node {
        let kind = maintainer.isOrganization ? "Organization" : "Person"
        return JSON.text("\(kind): \(maintainer.name)" + (maintainer.address.map { " (\($0))" } ?? ""))
    }

    private static func relationship(_ element: String, _ type: String, _ related: String) -> Node {
        JSON.mapping([
            ("spdxElementId", JSON.text(element)), ("relationshipType", JSON.text(type)),
            ("relatedSpdxElement", JSON.text(related)),
        ])
    }

    /// One for each package: letters, digits, `.` and `-`, no two the same.
    private var spdxIdentifiers: [String] {
        var taken: Set<String> = []
        return inventory.packages.map { package in
            let words = [package.identity.name, package.identity.version, package.identity.architecture]
            let plain = words.joined(separator: "-").utf8.map { byte -> Character in
                let isKept = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2E
                return isKept || (0x61...0x7A).contains(byte) ? Character(Unicode.Scalar(byte)) : "-"
            }
            let stem = "SPDXRef-Package-" + String(plain)
            var (identifier, number) = (stem, 2)
            while !taken.insert(identifier).inserted {
                identifier = "\(stem)-\(number)"
                number += 1
            }
            return identifier
        }
    }

    /// Every `LicenseRef-` of the document, with who calls it what; nil where there is none.
    private var otherLicenses: Node? {
        var uses: [String: (names: Set<String>, packages: Set<String>)] = [:]
        for package in inventory.packages {
            for reference in package.license?.references ?? [] {
                uses[reference.id, default: ([], [])].names.insert(reference.name)
                uses[reference.id, default: ([], [])].packages.insert(package.identity.name)
            }
        }
        guard !uses.isEmpty else { return nil }
        return JSON.list(
            uses.sorted { $0.key < $1.key }.map { id, use in
                let packages = use.packages.sorted().map { "/usr/share/doc/\($0)/copyright" }.joined(separator: ", ")
                return JSON.mapping([
                    ("licenseId", JSON.text(id)),
                    ("name", JSON.text(use.names.sorted().joined(separator: "; "))),
                    ("extractedText", JSON.text("The text is in, or named by: \(packages)")),
                ])
            })
    }
}
