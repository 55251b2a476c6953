package import AWS
package import Fleet
import Values

/// From what a fleet file names to what EC2 has: the image, the places, the root device.
package struct FleetResolver: Sendable {
    let client: AWSClient

    package init(_ client: AWSClient) { self.client = client }

    /// An image of the region.
    package struct Image: Sendable, Hashable {
        package let id: String
        /// NAME@VERSION where Basalt published it, else EC2's name.
        package let name: String
        /// EC2's word: `x86_64` or `arm64`.
        package let architecture: String
        /// Where its root volume is attached; nil where the image does not say.
        package let rootDevice: String?
    }

    /// Where new hosts may stand.
    package struct Places: Sendable, Hashable {
        /// In order of preference: the first type in every subnet, then the next one.
        package let placements: [Placement]
        /// The free addresses of the subnets.
        package let addresses: Int?
    }

    /// - Parameters:
    ///   - name: `ami-…`, `ssm:/path`, NAME@VERSION or NAME@CHANNEL.
    ///   - types: the instance types that must all be able to run it.
    package func image(_ name: String, for types: [String]) async throws(ServiceFailure) -> Image {
        let architectures = try await architectures(of: types)
        let image = try await described(try await id(of: name, architectures), named: name)
        let architecture = image.architecture ?? ""
        guard architectures.contains(architecture) else {
            throw ServiceFailure(
                .refused,
                "the image \(name) is for \(architecture), and the instance types run \(architectures.joined(separator: ", "))"
            )
        }
        let tags = FleetTags.values(image.tags)
        let reference = tags["basalt:name"].flatMap { name in tags["basalt:version"].map { "\(name)@\($0)" } }
        return Image(
            id: image.imageId ?? "", name: reference ?? image.name ?? name, architecture: architecture,
            rootDevice: image.rootDeviceName ?? image.blockDeviceMappings?.first?.deviceName)
    }

    private func id(of name: String, _ architectures: [String]) async throws(ServiceFailure) -> String {
        if name.hasPrefix("ami-") { return name }
        if name.hasPrefix("ssm:") { return try await parameter(String(name.dropFirst(4)), of: name) }
        let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ServiceFailure(.image, "`\(name)` is no image") }
        for architecture in architectures {
            let ours = architecture == "arm64" ? "aarch64" : architecture
            let path = "/basalt/\(parts[0])/\(ours)/\(parts[1])/image_id".replacing("+", with: "__")
            do throws(ServiceFailure) { return try await parameter(path, of: name) } catch {
                guard error.code == .image else { throw error }
            }
            if let image = try await tagged(parts[0], parts[1], ours) { return image }
        }
        throw ServiceFailure(
            .image, "\(name) is not published in \(client.region) for \(architectures.joined(separator: " or "))")
    }

    /// The ID in a parameter, which Basalt's and those of others hold as plain text.
    private func parameter(_ path: String, of name: String) async throws(ServiceFailure) -> String {
        do throws(AWSError) {
            let answer = try await client.send(SSM.GetParameter { $0.name = path })
            let id = answer.parameter?.value ?? ""
            if id.hasPrefix("ami-") { return id }
        } catch {
            guard error.kind == .notFound else { throw ServiceFailure(error) }
            throw ServiceFailure(.image, "there is no parameter \(path) in \(client.region) for the image \(name)")
        }
        throw ServiceFailure(.image, "the parameter \(path) in \(client.region) holds no ID of an image")
    }

    /// A version that was published without parameters.
    private func tagged(
        _ name: String, _ version: String, _ architecture: String
    ) async throws(ServiceFailure) -> String? {
        let filters = [
            EC2Cloud.filter("tag:basalt:name", name), EC2Cloud.filter("tag:basalt:version", version),
            EC2Cloud.filter("tag:basalt:architecture", architecture),
        ]
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeImages { $0.filters = filters })
        }
        return answer.images?.compactMap(\.imageId).min()
    }

    private func described(_ id: String, named name: String) async throws(ServiceFailure) -> EC2.Image {
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeImages { $0.imageIds = [id] })
        }
        guard let image = answer.images?.first, image.state == "available" else {
            throw ServiceFailure(.image, "the image \(name) (\(id)) is not available in \(client.region)")
        }
        return image
    }

    /// What all of the types can run, sorted.
    private func architectures(of types: [String]) async throws(ServiceFailure) -> [String] {
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeInstanceTypes { $0.instanceTypes = Array(Set(types)).sorted() })
        }
        let sets = (answer.instanceTypes ?? []).map { Set($0.processorInfo?.supportedArchitectures ?? []) }
        let shared = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
        guard sets.count == Set(types).count, !shared.isEmpty else {
            throw ServiceFailure(
                .refused, "the instance types \(types.joined(separator: ", ")) have no architecture in common")
        }
        return shared.sorted()
    }

    package func places(_ settings: LaunchSettings) async throws(ServiceFailure) -> Places {
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeSubnets { $0.subnetIds = settings.subnets })
        }
        let subnets = Dictionary((answer.subnets ?? []).map { ($0.subnetId ?? "", $0) }) { first, _ in first }
        if let missing = settings.subnets.first(where: { subnets[$0] == nil }) {
            throw ServiceFailure(.refused, "there is no subnet \(missing) in \(client.region)")
        }
        let placements = settings.instanceTypes.flatMap { type in
            settings.subnets.map { subnet in
                Placement(zone: subnets[subnet]?.availabilityZone ?? "", subnet: subnet, type: type)
            }
        }
        let free = subnets.values.compactMap(\.availableIpAddressCount)
        return Places(placements: placements, addresses: free.isEmpty ? nil : free.reduce(0, +))
    }
}
