package import AWS
import Values

/// Looks for what nobody needs any more, and removes it.
package struct GarbageCollection: Sendable {
    private let cloud: RegionCloud
    private let session: AWSSession

    package init(_ session: AWSSession, region: String) {
        self.session = session
        cloud = RegionCloud(client: session.client(region))
    }

    package func plan(_ rules: GarbagePlan.Rules) async throws(PublishError) -> GarbagePlan {
        let inventory = try await ofAWS { () async throws(AWSError) in try await take() }
        return GarbagePlan(inventory, rules, now: session.settings.surroundings.now())
    }

    /// Removes what a plan lets go, images before their snapshots.
    package func apply(_ plan: GarbagePlan) async throws(PublishError) {
        for verdict in plan.removed {
            let isImage = verdict.id.hasPrefix("ami-")
            try await ofAWS { () async throws(AWSError) in
                try await cloud.remove(
                    image: isImage ? verdict.id : nil, snapshots: isImage ? verdict.snapshots : [verdict.id])
            }
        }
    }

    /// Takes stock.
    private func take() async throws(AWSError) -> RegionInventory {
        var inventory = RegionInventory()
        var families: Set<[String]> = []
        for image in try await cloud.images([]) {
            guard let id = image.imageId else { continue }
            let tags = RegionCloud.dictionary(image.tags)
            let snapshots = (image.blockDeviceMappings ?? []).compactMap { $0.ebs?.snapshotId }
            guard let name = tags[Publication.TagName.name], let version = tags[Publication.TagName.version] else {
                inventory.foreign.formUnion(snapshots)
                continue
            }
            families.insert([name, tags[Publication.TagName.architecture] ?? "x86_64"])
            inventory.images.append(
                RegionInventory.Image(
                    id: id, reference: "\(name)@\(version)",
                    created: Self.time(image.creationDate) ?? .init(seconds: 0),
                    launched: Self.time(image.lastLaunchedTime), snapshots: snapshots))
        }
        inventory.snapshots = try await snapshots()
        try await addInstances(&inventory)
        try await addTemplates(&inventory)
        for family in families.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            try await addChannels(family[0], family[1], &inventory)
        }
        return inventory
    }

    private static func time(_ text: String?) -> Timestamp? { text.flatMap { try? Timestamp(.text($0)) } }

    private func snapshots() async throws(AWSError) -> [RegionInventory.Snapshot] {
        var found: [RegionInventory.Snapshot] = []
        var token: String?
        repeat {
            let answer = try await cloud.client.send(
                EC2.DescribeSnapshots {
                    $0.ownerIds = ["self"]
                    $0.filters = [RegionCloud.filter("tag-key", [Publication.TagName.digest])]
                    $0.nextToken = token
                })
            for snapshot in answer.snapshots ?? [] {
                let tags = RegionCloud.dictionary(snapshot.tags)
                found.append(
                    RegionInventory.Snapshot(
                        id: snapshot.snapshotId ?? "",
                        reference:
                            "\(tags[Publication.TagName.name] ?? "?")@\(tags[Publication.TagName.version] ?? "?")",
                        started: snapshot.startTime ?? Timestamp(seconds: 0), state: snapshot.state ?? ""))
            }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return found
    }

    private func addInstances(_ inventory: inout RegionInventory) async throws(AWSError) {
        var token: String?
        repeat {
            let answer = try await cloud.client.send(
                EC2.DescribeInstances {
                    $0.filters = [
                        RegionCloud.filter(
                            "instance-state-name", ["pending", "running", "shutting-down", "stopping", "stopped"])
                    ]
                    $0.nextToken = token
                })
            for instance in (answer.reservations ?? []).flatMap({ $0.instances ?? [] }) {
                guard let image = instance.imageId else { continue }
                inventory.uses[image, default: []].append("instance \(instance.instanceId ?? "?") runs it")
            }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
    }

    /// Templates' default and newest versions, and those that Auto Scaling groups name.
    private func addTemplates(_ inventory: inout RegionInventory) async throws(AWSError) {
        var token: String?
        repeat {
            let answer = try await cloud.client.send(EC2.DescribeLaunchTemplates { $0.nextToken = token })
            for template in answer.launchTemplates ?? [] {
                guard let id = template.launchTemplateId else { continue }
                try await addVersions(id, template.launchTemplateName ?? id, ["$Default", "$Latest"], &inventory)
            }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        repeat {
            let answer = try await cloud.client.send(AutoScaling.DescribeAutoScalingGroups { $0.nextToken = token })
            for group in answer.autoScalingGroups ?? [] {
                let template =
                    group.launchTemplate ?? group.mixedInstancesPolicy?.launchTemplate?.launchTemplateSpecification
                guard let id = template?.launchTemplateId, let version = template?.version else { continue }
                let name = "of group \(group.autoScalingGroupName ?? "?")"
                try await addVersions(id, name, [version], &inventory)
            }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
    }

    private func addVersions(
        _ id: String, _ name: String, _ versions: [String], _ inventory: inout RegionInventory
    ) async throws(AWSError) {
        let answer = try await cloud.client.send(
            EC2.DescribeLaunchTemplateVersions {
                $0.launchTemplateId = id
                $0.versions = versions
            })
        for version in answer.launchTemplateVersions ?? [] {
            guard let image = version.launchTemplateData?.imageId else { continue }
            inventory.uses[image, default: []].append(
                "launch template \(name), version \(version.versionNumber ?? 0), names it")
        }
    }

    /// What channels point at, and could be turned back to.
    private func addChannels(
        _ name: String, _ architecture: String, _ inventory: inout RegionInventory
    ) async throws(AWSError) {
        let path = Channel.parameter(name, architecture, "")
        var token: String?
        repeat {
            let answer = try await cloud.client.send(
                SSM.GetParametersByPath {
                    $0.path = String(path.dropLast())
                    $0.nextToken = token
                })
            for parameter in answer.parameters ?? [] {
                let channelName = parameter.name.flatMap { $0.split(separator: "/").last.map(String.init) } ?? ""
                // A document that cannot be read keeps nothing, and so nothing of its image may go.
                guard let channel = Channel(parameter.value ?? "", name: channelName) else {
                    for image in inventory.images where image.reference.hasPrefix(name + "@") {
                        inventory.uses[image.id, default: []].append("channel \(channelName) cannot be read")
                    }
                    continue
                }
                for (entry, how) in [(channel.current, "points at it"), (channel.previous, "can be turned back to it")]
                {
                    if let entry { inventory.uses[entry.image, default: []].append("channel \(channelName) \(how)") }
                }
            }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
    }
}
