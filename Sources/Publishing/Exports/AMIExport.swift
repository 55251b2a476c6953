package import Documents
import Values

/// The manifest in the forms of others. Only regions that have the image are in them.
package enum AMIExport: String, Sendable, CaseIterable {
    /// CoreOS's stream metadata. Source: coreos/stream-metadata-go, `stream.go`.
    case stream
    /// Bottlerocket's `amis.json`. Source: bottlerocket-os/twoliter, pubsys, `amis.json`.
    case amis
    /// Variables for Terraform: `terraform.tfvars.json`.
    case terraform

    /// - Parameter channel: the stream's name.
    package func node(_ manifest: AMIManifest, channel: String, modified: String) -> Node {
        let images = manifest.regions.compactMapValues { $0.state == .available ? $0.image : nil }
        switch self {
        case .stream:
            let regions = images.mapValues {
                JSON.mapping(["release": JSON.text(manifest.version), "image": JSON.text($0)])
            }
            return JSON.mapping([
                "stream": JSON.text(channel), "metadata": JSON.mapping(["last-modified": JSON.text(modified)]),
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
