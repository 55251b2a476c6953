import Documents
package import Fleet
import Values

/// What a host is given beside its image. It is kept by its digest for as long as a run or a rollback may want it.
package struct LaunchDocument: Sendable {
    package let settings: LaunchSettings
    package let metadata: MetadataOptions
    package let userData: LaunchUserData
    /// The device of the root volume, where its settings are other than the image's.
    package let rootDevice: String?

    package init(
        _ settings: LaunchSettings, metadata: MetadataOptions, userData: LaunchUserData, rootDevice: String?
    ) {
        self.settings = settings
        self.metadata = metadata
        self.userData = userData
        self.rootDevice = rootDevice
    }

    /// Where it is kept: whatever image it is launched with.
    static func name(_ digest: HostDigest) -> String { "\(digest.configuration).\(digest.settings)" }

    /// What hosts made from it and from an image have in their tags. Subnets say where a host stands and not what it is: a
    /// change of them makes no host outdated.
    package func digest(image: String) -> HostDigest {
        HostDigest(
            image: image, configuration: Base64.encode(userData.bytes),
            settings: JSONWriter.text(JSON.mapping(shared), .compact))
    }

    package var text: String {
        JSONWriter.text(
            JSON.mapping(
                shared + [
                    ("version", JSON.number(1)), ("userData", userData.json),
                ]), .compact)
    }

    /// The launch settings as the fleet file writes them.
    private var shared: [(String, Node?)] {
        [
            ("instance_types", JSON.list(settings.instanceTypes.sorted().map(JSON.text))),
            ("market", JSON.text(settings.market.rawValue)),
            ("security_groups", JSON.list(settings.securityGroups.sorted().map(JSON.text))),
            ("instance_profile", settings.instanceProfile.map { JSON.text($0) }),
            (
                "root_volume",
                JSON.mapping([
                    ("size", settings.rootVolumeSize.map { JSON.text("\($0.bytes)B") }),
                    ("type", JSON.text(settings.rootVolumeType)),
                    ("kms_key", settings.rootVolumeKey.map { JSON.text($0) }),
                ])
            ),
            (
                "volumes",
                JSON.list(
                    settings.volumes.map { volume in
                        JSON.mapping([
                            ("device", JSON.text(volume.device)), ("size", JSON.text("\(volume.size.bytes)B")),
                            ("type", JSON.text(volume.type)), ("kms_key", volume.key.map { JSON.text($0) }),
                        ])
                    })
            ), ("metadata", metadata.json), ("tags", JSON.mapping(settings.tags.mapValues { JSON.text($0) })),
            ("rootDevice", rootDevice.map { JSON.text($0) }),
        ]
    }

    /// nil for what is no such document.
    package init?(text: [UInt8]) {
        guard let node = Record.read(text, name: "launch settings"), node["version"]?.integer == 1,
            let userData = node["userData"].flatMap(LaunchUserData.init)
        else { return nil }
        self.init(
            LaunchSettings(node), metadata: MetadataOptions(node["metadata"]), userData: userData,
            rootDevice: node["rootDevice"]?.string)
    }
}
