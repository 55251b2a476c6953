package import AWS
import Values

/// Moves channels. A channel is moved region by region, and a run that was interrupted is repeated: what stands already is
/// left alone.
package struct Promotion: Sendable {
    private let session: AWSSession
    private let manifest: AMIManifest

    package init(_ session: AWSSession, _ manifest: AMIManifest) {
        self.session = session
        self.manifest = manifest
    }

    /// Points a channel at the image in all its regions.
    /// - Parameters:
    ///   - skipped: regions that are left out by name.
    ///   - reason: why; needed where a region is left out.
    /// - Throws: `invalidRequest`; `difference` where the image is not what was published in one of the regions, before
    ///   anything is moved.
    package func promote(
        to channel: String, skipping skipped: Set<String> = [], reason: String?, tags: [String: String]
    ) async throws(PublishError) {
        guard Channel.isName(channel) else {
            throw PublishError(
                .invalidRequest, "`\(channel)` is no name of a channel", remedy: "use a-z, 0-9 and -, a letter first")
        }
        if let region = skipped.subtracting(manifest.regions.keys).min() {
            throw PublishError(.invalidRequest, "\(manifest.reference) is not published in \(region)")
        }
        guard skipped.isEmpty || reason != nil else {
            throw PublishError(
                .invalidRequest, "a region is left out without a reason", remedy: "say why with --reason")
        }
        let regions = manifest.regions.keys.filter { !skipped.contains($0) }.sorted()
        guard !regions.isEmpty else { throw PublishError(.invalidRequest, "all regions are left out") }
        var checked = manifest
        for region in skipped { checked.regions[region] = nil }
        let differences = try await PublishedImage(session, checked, tags: tags).differences()
        guard differences.isEmpty else {
            throw PublishError(
                .difference, "\(manifest.reference) is not as it was published: \(differences.joined(separator: "; "))",
                remedy: "publish it again, which mends what it can; or leave a region out by name")
        }
        let by = try await identity(regions[0])
        for region in regions { try await move(channel, in: region, by: by, reason: reason) }
    }

    private func identity(_ region: String) async throws(PublishError) -> String {
        try await ofAWS { () async throws(AWSError) in
            try await session.client(region).send(STS.GetCallerIdentity()).arn ?? "?"
        }
    }

    private func move(
        _ name: String, in region: String, by: String, reason: String?
    ) async throws(PublishError) {
        guard let image = manifest.regions[region]?.image else { return }
        let cloud = RegionCloud(client: session.client(region))
        var channel = try await Self.read(name, manifest.name, manifest.architecture, cloud)
        if channel.current?.digest != manifest.digest || channel.current?.image != image {
            channel.move(
                to: Channel.Entry(
                    version: manifest.version, digest: manifest.digest, image: image, by: by,
                    date: session.settings.surroundings.now(), reason: reason))
            let text = channel.text
            try await ofAWS { () async throws(AWSError) in
                _ = try await cloud.name(
                    Channel.parameter(manifest.name, manifest.architecture, name), text, overwrite: true)
            }
        }
        let parameter = Channel.imageParameter(manifest.name, manifest.architecture, name)
        try await ofAWS { () async throws(AWSError) in
            guard try await cloud.parameter(parameter) != image else { return }
            _ = try await cloud.name(parameter, image, overwrite: true)
        }
    }

    /// A region's channel; one without entries where there is none.
    static func read(
        _ name: String, _ image: String, _ architecture: String, _ cloud: RegionCloud
    ) async throws(PublishError) -> Channel {
        let parameter = Channel.parameter(image, architecture, name)
        let text = try await ofAWS { () async throws(AWSError) in try await cloud.parameter(parameter) }
        guard let text else { return Channel(name: name) }
        guard let channel = Channel(text, name: name) else {
            throw PublishError(
                .record,
                "\(cloud.region): the parameter \(parameter) is no channel that this version of basalt can read")
        }
        return channel
    }
}

/// Reads the channels of an image.
package struct ChannelList: Sendable {
    private let session: AWSSession

    package init(_ session: AWSSession) { self.session = session }

    /// The channels of an image in a region, by name.
    package func channels(
        of image: String, _ architecture: String, in region: String
    ) async throws(PublishError) -> [Channel] {
        let client = session.client(region)
        let path = Channel.parameter(image, architecture, "")
        let parameters = try await ofAWS { () async throws(AWSError) in
            var found: [SSM.Parameter] = []
            var token: String?
            repeat {
                let answer = try await client.send(
                    SSM.GetParametersByPath {
                        $0.path = String(path.dropLast())
                        $0.nextToken = token
                    })
                found += answer.parameters ?? []
                token = answer.nextToken
            } while token != nil
            return found
        }
        return parameters.compactMap { parameter in
            let name = parameter.name.flatMap { $0.split(separator: "/").last.map(String.init) } ?? ""
            return Channel(parameter.value ?? "", name: name)
        }.sorted { $0.name < $1.name }
    }
}
