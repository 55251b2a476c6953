package import Documents
import Values

/// Source: CycloneDX specification 1.6 (ECMA-424), JSON.
extension BillOfMaterials {
    /// A CycloneDX 1.6 document: the image is its subject, its packages are components that the image depends on.
    package var cycloneDX: Node {
        let references = inventory.packages.map { Tree.text(packageURL($0)) }
        let leaves = references.map { Tree.mapping([("ref", $0)]) }
        return Tree.mapping([
            ("$schema", Tree.text("http://cyclonedx.org/schema/bom-1.6.schema.json")),
            ("bomFormat", Tree.text("CycloneDX")),
            ("specVersion", Tree.text("1.6")),
            ("serialNumber", Tree.text(serialNumber)),
            ("version", Tree.number(1)),
            (
                "metadata",
                Tree.mapping([
                    ("timestamp", Tree.text(created.description)), ("tools", tools), ("component", component),
                ])
            ),
            ("components", Tree.list(inventory.packages.map(component))),
            (
                "dependencies",
                Tree.list(
                    [Tree.mapping([("ref", Tree.text(reference)), ("dependsOn", Tree.list(references))])] + leaves)
            ),
        ])
    }

    /// The image's own name inside the document.
    private var reference: String { "image:" + image.diskDigest.hexadecimal }

    private var tools: Node {
        let tool: [(String, Node?)] = [
            ("type", Tree.text("application")), ("name", Tree.text("basalt")), ("version", Tree.text(toolVersion)),
        ]
        return Tree.mapping([("components", Tree.list([Tree.mapping(tool)]))])
    }

    private var component: Node {
        let properties = [
            ("basalt:image:architecture", image.architecture),
            ("basalt:image:disk-digest", image.diskDigest.description),
            ("basalt:image:distribution", distribution.label),
        ]
        return Tree.mapping([
            ("type", Tree.text("operating-system")),
            ("bom-ref", Tree.text(reference)),
            ("name", Tree.text(image.name)),
            ("version", Tree.text(image.version)),
            (
                "hashes",
                image.fileDigest.map {
                    let hash = [("alg", Tree.text("SHA-256")), ("content", Tree.text($0.hexadecimal))]
                    return Tree.list([Tree.mapping(hash)])
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
        return Tree.mapping([
            ("type", Tree.text("library")),
            ("bom-ref", Tree.text(packageURL(package))),
            ("name", Tree.text(package.identity.name)),
            ("version", Tree.text(package.identity.version)),
            ("purl", Tree.text(packageURL(package))),
            ("supplier", package.maintainer.map(Self.supplier)),
            ("licenses", package.license.map(Self.licenses)),
            ("properties", Self.properties(properties)),
        ])
    }

    private static func properties(_ all: [(String, String)]) -> Node {
        Tree.list(all.map { Tree.mapping([("name", Tree.text($0)), ("value", Tree.text($1))]) })
    }

    private static func supplier(_ maintainer: Maintainer) -> Node {
        let contact = maintainer.address.map {
            Tree.list([Tree.mapping([("name", Tree.text(maintainer.name)), ("email", Tree.text($0))])])
        }
        return Tree.mapping([("name", Tree.text(maintainer.name)), ("contact", contact)])
    }

    /// One identifier, one name that SPDX does not know, or one expression.
    private static func licenses(_ license: LicenseExpression) -> Node {
        let declared: (String, Node?) = ("acknowledgement", Tree.text("declared"))
        guard let identifier = license.identifier else {
            return Tree.list([Tree.mapping([("expression", Tree.text(license.text)), declared])])
        }
        let name: (String, Node?) =
            license.references.isEmpty
            ? ("id", Tree.text(identifier)) : ("name", Tree.text(license.references[0].name))
        return Tree.list([Tree.mapping([("license", Tree.mapping([name, declared]))])])
    }
}
