import AWS
import Values

/// A region of EC2, as publishing sees it.
struct RegionCloud: Sendable {
    let client: AWSClient
    var region: String { client.region }

    /// What the region holds of an image.
    func observe(_ wanted: Publication) async throws(AWSError) -> RegionState {
        var state = RegionState()
        let filters = [Self.filter("name", [wanted.imageName])]
        for image in try await images(filters) { state.images.append(try await observed(image)) }
        state.snapshots = try await snapshots([
            Self.filter("tag:" + Publication.TagName.digest, [wanted.digest.description]),
            Self.filter("tag:Name", [wanted.imageName]),
        ])
        let known = Set(state.snapshots.map(\.id))
        let more = Set(state.images.flatMap(\.snapshots)).subtracting(known).sorted()
        if !more.isEmpty { state.snapshots += try await snapshots([Self.filter("snapshot-id", more)]) }
        if !wanted.accounts.isEmpty {
            for index in state.snapshots.indices where state.snapshots[index].state == "completed" {
                state.snapshots[index].accounts = try await accounts(ofSnapshot: state.snapshots[index].id)
            }
        }
        if wanted.writesParameters { state.parameter = try await parameter(wanted.parameter) }
        return state
    }

    static func filter(_ name: String, _ values: [String]) -> EC2.Filter {
        EC2.Filter {
            $0.name = name
            $0.values = values
        }
    }

    /// All of this account's images that pass the filters, deprecated ones too.
    func images(_ filters: [EC2.Filter]) async throws(AWSError) -> [EC2.Image] {
        var images: [EC2.Image] = []
        var token: String?
        repeat {
            let answer = try await client.send(
                EC2.DescribeImages {
                    $0.owners = ["self"]
                    $0.filters = filters
                    $0.includeDeprecated = true
                    $0.includeDisabled = true
                    $0.nextToken = token
                })
            images += answer.images ?? []
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return images
    }

    func snapshots(_ filters: [EC2.Filter]) async throws(AWSError) -> [RegionState.Snapshot] {
        var snapshots: [RegionState.Snapshot] = []
        var token: String?
        repeat {
            let answer = try await client.send(
                EC2.DescribeSnapshots {
                    $0.ownerIds = ["self"]
                    $0.filters = filters
                    $0.nextToken = token
                })
            for found in answer.snapshots ?? [] {
                guard let id = found.snapshotId else { continue }
                var snapshot = RegionState.Snapshot(id: id, state: found.state ?? "")
                snapshot.reason = found.stateMessage
                snapshot.tags = Self.dictionary(found.tags)
                snapshots.append(snapshot)
            }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return snapshots
    }

    private func observed(_ image: EC2.Image) async throws(AWSError) -> RegionState.Image {
        let id = image.imageId ?? ""
        var state = RegionState.Image(id: id, state: image.state ?? "")
        state.reason = image.stateReason?.message
        state.tags = Self.dictionary(image.tags)
        state.snapshots = (image.blockDeviceMappings ?? []).compactMap { $0.ebs?.snapshotId }
        state.deprecation = image.deprecationTime
        let answer = try await client.send(
            EC2.DescribeImageAttribute {
                $0.imageId = id
                $0.attribute = "launchPermission"
            })
        state.accounts = Set((answer.launchPermissions ?? []).compactMap { $0.userId ?? $0.group })
        return state
    }

    private func accounts(ofSnapshot id: String) async throws(AWSError) -> Set<String> {
        let answer = try await client.send(
            EC2.DescribeSnapshotAttribute {
                $0.snapshotId = id
                $0.attribute = "createVolumePermission"
            })
        return Set((answer.createVolumePermissions ?? []).compactMap { $0.userId ?? $0.group })
    }

    /// nil where there is no such parameter.
    func parameter(_ name: String) async throws(AWSError) -> String? {
        do throws(AWSError) {
            return try await client.send(SSM.GetParameter { $0.name = name }).parameter?.value
        } catch {
            guard error.code == "ParameterNotFound" else { throw error }
            return nil
        }
    }

    static func dictionary(_ tags: [EC2.Tag]?) -> [String: String] {
        Dictionary((tags ?? []).compactMap { tag in tag.key.map { ($0, tag.value ?? "") } }) { first, _ in first }
    }

    static func tags(_ tags: [String: String]) -> [EC2.Tag] {
        tags.sorted { $0.key < $1.key }.map { entry in
            EC2.Tag {
                $0.key = entry.key
                $0.value = entry.value
            }
        }
    }
}
