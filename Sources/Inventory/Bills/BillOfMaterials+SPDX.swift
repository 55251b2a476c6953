package import Documents
import Values

/// Source: SPDX specification 2.3, clauses 6 (document), 7 (packages), 10 (other licences), 11 (relationships).
extension BillOfMaterials {
    /// An SPDX 2.3 document: DESCRIBES the image, which CONTAINS its packages.
    package var spdx: Node {
        let packages = zip(inventory.packages, spdxIdentifiers)
        return Tree.mapping([
            ("spdxVersion", Tree.text("SPDX-2.3")),
            ("dataLicense", Tree.text("CC0-1.0")),
            ("SPDXID", Tree.text(Self.document)),
            ("name", Tree.text("\(image.name) \(image.version)")),
            ("documentNamespace", Tree.text(serialNumber)),
            (
                "creationInfo",
                Tree.mapping([
                    ("created", Tree.text(created.description)),
                    ("creators", Tree.list([Tree.text("Tool: basalt-\(toolVersion)")])),
                ])
            ),
            ("packages", Tree.list([spdxImage] + packages.map(spdxPackage))),
            ("hasExtractedLicensingInfos", otherLicenses),
            (
                "relationships",
                Tree.list(
                    [Self.relationship(Self.document, "DESCRIBES", Self.imageIdentifier)]
                        + packages.map { Self.relationship(Self.imageIdentifier, "CONTAINS", $1) })
            ),
        ])
    }

    private static let document = "SPDXRef-DOCUMENT"
    private static let imageIdentifier = "SPDXRef-Image"
    private static let unknown = Tree.text("NOASSERTION")

    private var spdxImage: Node {
        Tree.mapping([
            ("SPDXID", Tree.text(Self.imageIdentifier)),
            ("name", Tree.text(image.name)),
            ("versionInfo", Tree.text(image.version)),
            ("primaryPackagePurpose", Tree.text("OPERATING_SYSTEM")),
            ("downloadLocation", Self.unknown),
            ("filesAnalyzed", Tree.flag(false)),
            ("licenseConcluded", Self.unknown),
            ("licenseDeclared", Self.unknown),
            ("copyrightText", Self.unknown),
            (
                "comment",
                Tree.text(
                    "Disk image for \(image.architecture). Digest over its 512 KiB blocks' digests: \(image.diskDigest)"
                )
            ),
            (
                "checksums",
                image.fileDigest.map {
                    Tree.list([
                        Tree.mapping([
                            ("algorithm", Tree.text("SHA256")), ("checksumValue", Tree.text($0.hexadecimal)),
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
        return Tree.mapping([
            ("SPDXID", Tree.text(identifier)),
            ("name", Tree.text(package.identity.name)),
            ("versionInfo", Tree.text(package.identity.version)),
            ("supplier", package.maintainer.map(Self.supplier) ?? Self.unknown),
            ("downloadLocation", Self.unknown),
            ("filesAnalyzed", Tree.flag(false)),
            ("licenseConcluded", Self.unknown),
            ("licenseDeclared", package.license.map { Tree.text($0.text) } ?? Self.unknown),
            ("copyrightText", Self.unknown),
            ("sourceInfo", Tree.text("built from source package \(package.source.name) \(package.source.version)")),
            ("externalRefs", Tree.list([Tree.mapping(reference.map { ($0, Tree.text($1)) })])),
        ])
    }

    private static func supplier(_ maintainer: Maintainer) -> Node {
        let kind = maintainer.isOrganization ? "Organization" : "Person"
        return Tree.text("\(kind): \(maintainer.name)" + (maintainer.address.map { " (\($0))" } ?? ""))
    }

    private static func relationship(_ element: String, _ type: String, _ related: String) -> Node {
        Tree.mapping([
            ("spdxElementId", Tree.text(element)), ("relationshipType", Tree.text(type)),
            ("relatedSpdxElement", Tree.text(related)),
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
        return Tree.list(
            uses.sorted { $0.key < $1.key }.map { id, use in
                let packages = use.packages.sorted().map { "/usr/share/doc/\($0)/copyright" }.joined(separator: ", ")
                return Tree.mapping([
                    ("licenseId", Tree.text(id)),
                    ("name", Tree.text(use.names.sorted().joined(separator: "; "))),
                    ("extractedText", Tree.text("The text is in, or named by: \(packages)")),
                ])
            })
    }
}
