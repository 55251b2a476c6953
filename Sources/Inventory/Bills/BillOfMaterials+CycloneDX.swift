package import Documents
import Values

/// Source: CycloneDX specification 1.6 (ECMA-424), JSON.
extension BillOfMaterials {
    /// A CycloneDX 1.6 document: the image is its subject, its packages are components that the image depends on.
    package var cycloneDX: Node {
        let references = inventory.packages.map { JSON.text(packageURL($0)) }
        let leaves = references.map { JSON.mapping([("ref", $0)]) }
        return JSON.mapping([
            ("$schema", JSON.text("http://cyclonedx.org/schema/bom-1.6.schema.json")),
            ("bomFormat", JSON.text("CycloneDX")),
            ("specVersion", JSON.text("1.6")),
            ("serialNumber", JSON.text(serialNumber)),
            ("version", JSON.number(1)),
            (
                "metadata",
                JSON.mapping([
                    ("timestamp", JSON.text(created.description)), ("tools", tools), ("component", component),
                ])
            ),
            ("components", JSON.list(inventory.packages.map(component))),
            (
                "dependencies",
                JSON.list(
                    [JSON.mapping([("ref", JSON.text(reference)), ("dependsOn", JSON.list(references))])] + leaves)
            ),
        ])
    }

    /// The image's own name inside the document.
    private var reference: String { "image:" + image.diskDigest.hexadecimal }

    private var tools: Node {
        let tool: [(String, Node?)] = [
            ("type", JSON.text("application")), ("name", JSON.text("basalt")), ("version", JSON.text(toolVersion)),
        ]
        return JSON.mapping([("components", JSON.list([JSON.mapping(tool)]))])
    }

    private var component: Node {
        let properties = [
            ("basalt:image:architecture", image.architecture),
            ("basalt:image:disk-digest", image.diskDigest.description),
            ("basalt:image:distribution", distribution.label),
        ]
        return JSON.mapping([
            ("type", JSON.text("operating-system")),
            ("bom-ref", JSON.text(reference)),
            ("name", JSON.text(image.name)),
            ("version", JSON.text(image.version)),
            (
                "hashes",
                image.fileDigest.map {
                    let hash = [("alg", JSON.text("SHA-256")), ("content", JSON.text($0.hexadecimal))]
                    return JSON.list([JSON.mapping(hash)])
                }
            ),
            ("properties", Self.properties(properties)),
        ])
    }

    private func component(_ package: InstalledPackage) -> Node {
        let properties = [
            ("basalt:deb:architecture", package.identity.architecture),
            ("basalt:deb:source", "\(package.source.name) \(package.source.version)"),
        ]
        return JSON.mapping([
            ("type", JSON.text("library")),
            ("bom-ref", JSON.text(packageURL(package))),
            ("name", JSON.text(package.identity.name)),
            ("version", JSON.text(package.identity.version)),
            ("purl", JSON.text(packageURL(package))),
            ("supplier", package.maintainer.map(Self.supplier)),
            ("licenses", package.license.map(Self.licenses)),
            ("properties", Self.properties(properties)),
        ])
    }

    private static func properties(_ all: [(String, String)]) -> Node {
        JSON.list(all.map { JSON.mapping([("name", JSON.text($0)), ("value", JSON.text($1))]) })
    }

    private static func supplier(_ maintainer: Maintainer) -> Node {
        let contact = maintainer.address.map {
            JSON.list([JSON.mapping([("name", JSON.text(maintainer.name)), ("email", JSON.text($0))])])
        }
        return JSON.mapping([("name", JSON.text(maintainer.name)), ("contact", contact)])
    }

    /// One identifier, one name that SPDX does not know, or one expression.
    private static func licenses(_ license: LicenseExpression) -> Node {
        let declared: (String, Node?) = ("acknowledgement", JSON.text("declared"))
        guard let identifier = license.identifier else {
            return JSON.list([JSON.mapping([("expression", JSON.text(license.text)), declared])])
        }
        let name: (String, Node?) =
            license.references.isEmpty
            ? ("id", JSON.text(identifier)) : ("name", JSON.text(license.references[0].name))
        return JSON.list([JSON.mapping([("license", JSON.mapping([name, declared]))])])
    }
}
