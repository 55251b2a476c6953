import Documents
package import Fleet
import Values

/// What a host is given beside its image. It is kept by its digest for as long as a run or a rollback may want it.
package struct LaunchDocument: Sendable {
    package let settings: LaunchSettings
    /// At most 16 KiB, as the profile was rendered.
    package let userData: [UInt8]
    /// The device of the root volume, where its settings are other than the image's.
    package let rootDevice: String?

    package init(_ settings: LaunchSettings, userData: [UInt8], rootDevice: String?) {
        self.settings = settings
        self.userData = userData
        self.rootDevice = rootDevice
    }

    /// Where it is kept: whatever image it is launched with.
    static func name(_ digest: HostDigest) -> String { "\(digest.configuration).\(digest.settings)" }

    /// What hosts made from it and from an image have in their tags. Subnets say where a host stands and not what it is: a
    /// change of them makes no host outdated.
    package func digest(image: String) -> HostDigest {
        HostDigest(
            image: image, configuration: Base64.encode(userData),
            settings: JSONWriter.text(JSON.mapping(shared), .compact))
    }

    package var text: String {
        JSONWriter.text(
            JSON.mapping(
                shared + [
                    ("version", JSON.number(1)), ("userData", JSON.text(Base64.encode(userData))),
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
                "metadata",
                JSON.mapping([
                    ("tokens", JSON.text(settings.metadata.requiresTokens ? "required" : "optional")),
                    ("hop_limit", JSON.number(settings.metadata.hopLimit)),
                    ("tags", JSON.flag(settings.metadata.showsTags)),
                ])
            ), ("tags", JSON.mapping(settings.tags.mapValues { JSON.text($0) })),
            ("rootDevice", rootDevice.map { JSON.text($0) }),
        ]
    }

    /// nil for what is no such document.
    package init?(text: [UInt8]) {
        guard let node = Record.read(text, name: "launch settings"), node["version"]?.integer == 1,
            let userData = (node["userData"]?.string).flatMap(Base64.decode)
        else { return nil }
        self.init(LaunchSettings(node), userData: userData, rootDevice: node["rootDevice"]?.string)
    }
}

/// Where launch documents are kept. Conformers: a folder, S3.
package protocol LaunchDocuments: Sendable {
    /// nil where there is none.
    func read(document name: String) async throws(StoreFailure) -> [UInt8]?
    func keep(document bytes: [UInt8], as name: String) async throws(StoreFailure)
}

extension LaunchDocuments {
    /// Keeps what hosts of a digest are given, so that a later process can launch them too.
    package func keep(_ document: LaunchDocument, for digest: HostDigest) async throws(StoreFailure) {
        let (name, bytes) = (LaunchDocument.name(digest), Array(document.text.utf8))
        guard try await read(document: name) != bytes else { return }
        try await keep(document: bytes, as: name)
    }

    /// - Throws: `template` where it is not kept.
    func launchDocument(of digest: HostDigest) async throws(ServiceFailure) -> LaunchDocument {
        let bytes: [UInt8]?
        do throws(StoreFailure) { bytes = try await read(document: LaunchDocument.name(digest)) } catch {
            throw ServiceFailure(error.code == .denied ? .denied : .unavailable, error.message)
        }
        guard let document = bytes.flatMap({ LaunchDocument(text: $0) }) else {
            throw ServiceFailure(.template, "the user data and settings of hosts \(digest) are not kept here")
        }
        return document
    }
}

/// Launch documents in a folder: `ec2/NAME.json`, for their owner alone.
package struct FolderDocuments: LaunchDocuments {
    private let folder: String

    /// - Parameter state: the folder of all state that outlives verbs.
    package init(state: String) { folder = state + "/ec2" }

    package func read(document name: String) throws(StoreFailure) -> [UInt8]? { try StoreFile.read(path(name)) }

    package func keep(document bytes: [UInt8], as name: String) throws(StoreFailure) {
        try StoreFile.makeFolder(folder)
        try StoreFile.replace(path(name), with: bytes, isNew: false)
    }

    /// Names are digests.
    private func path(_ name: String) -> String { "\(folder)/\(name).json" }
}
