package import Documents
package import Values

/// The manifest in the forms of others.
package enum AMIExport: String, Sendable, CaseIterable {
    /// CoreOS's stream metadata. Source: coreos/stream-metadata-go, `stream.go`.
    case stream
    /// Bottlerocket's `amis.json`. Source: bottlerocket-os/twoliter, pubsys, `amis.json`.
    case amis
    /// Variables for Terraform: `terraform.tfvars.json`.
    case terraform

    /// - Parameters:
    ///   - channel: the stream's name.
    ///   - modified: the date that a stream carries.
    /// - Throws: `difference` where a region does not have the image.
    package func node(_ manifest: AMIManifest, channel: String, modified: Timestamp) throws(PublishError) -> Node {
        let missing = manifest.regions.filter { $0.value.state != .available || $0.value.image == nil }.keys.sorted()
        guard missing.isEmpty, !manifest.regions.isEmpty else {
            throw PublishError(
                .difference, "\(manifest.reference) is not available in \(missing.joined(separator: ", "))",
                remedy: "publish it again: it goes on where it was")
        }
        let images = manifest.regions.compactMapValues(\.image)
        switch self {
        case .stream:
            let regions = images.mapValues {
                JSON.mapping(["release": JSON.text(manifest.version), "image": JSON.text($0)])
            }
            return JSON.mapping([
                "stream": JSON.text(channel),
                "metadata": JSON.mapping(["last-modified": JSON.text(modified.description)]),
                "architectures": JSON.mapping([
                    manifest.architecture: JSON.mapping([
                        "artifacts": JSON.mapping([
                            "aws": JSON.mapping([
                                "release": JSON.text(manifest.version), "formats": JSON.mapping([String: Node]()),
                            ])
                        ]), "images": JSON.mapping(["aws": JSON.mapping(["regions": JSON.mapping(regions)])]),
                    ])
                ]),
            ])
        case .amis:
            let permissions = JSON.list(manifest.accounts.map { JSON.mapping(["userid": JSON.text($0)]) })
            return JSON.mapping(
                images.mapValues {
                    JSON.mapping([
                        "id": JSON.text($0), "name": JSON.text(manifest.imageName), "public": JSON.flag(false),
                        "launch_permissions": permissions,
                    ])
                })
        case .terraform:
            return JSON.mapping([
                "basalt_image_name": JSON.text(manifest.name), "basalt_image_version": JSON.text(manifest.version),
                "basalt_image_architecture": JSON.text(manifest.architecture),
                "basalt_image_digest": JSON.text(manifest.digest.description),
                "basalt_image_ids": JSON.mapping(images.mapValues { JSON.text($0) }),
            ])
        }
    }
}
