import AWS
package import Fleet
import Values

extension EC2Cloud {
    /// Instances whose checks are asked for in one call.
    private static let statusBatch = 100

    package func instances(run: String) async throws(ServiceFailure) -> [Instance] {
        var found = try await described(
            select.sorted { $0.key < $1.key }.map { Self.filter("tag:\($0.key)", $0.value) })
        if !run.isEmpty {
            // Who has lost the fleet's tags is still ours.
            let known = Set(found.map(\.instanceId))
            found += try await described([Self.filter("tag:\(FleetTags.run)", run)]).filter {
                !known.contains($0.instanceId)
            }
        }
        seen.replace(by: found)
        let addresses = try await addresses()
        let checks = try await checks(of: found)
        return found.compactMap { instance in
            self.instance(
                instance, check: checks[instance.instanceId ?? ""] ?? .initializing,
                address: addresses[instance.instanceId ?? ""])
        }
    }

    static func filter(_ name: String, _ values: String...) -> EC2.Filter {
        EC2.Filter {
            $0.name = name
            $0.values = values
        }
    }

    private func described(_ filters: [EC2.Filter]) async throws(ServiceFailure) -> [EC2.Instance] {
        var found: [EC2.Instance] = []
        var token: String?
        repeat {
            let page = token
            let answer = try await ofAWS { () async throws(AWSError) in
                try await client.send(
                    EC2.DescribeInstances {
                        $0.filters = filters
                        $0.maxResults = EC2Limits.page
                        $0.nextToken = page
                    })
            }
            for reservation in answer.reservations ?? [] { found += reservation.instances ?? [] }
            token = answer.nextToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return found
    }

    /// The platform's checks of instances that run. One that is not spoken of is not checked yet.
    private func checks(of instances: [EC2.Instance]) async throws(ServiceFailure) -> [String: Instance.Check] {
        let running = instances.filter { $0.state?.name == "running" }.compactMap(\.instanceId).sorted()
        var checks: [String: Instance.Check] = [:]
        var rest = running[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Self.statusBatch))
            rest = rest.dropFirst(Self.statusBatch)
            for status in try await statuses(batch) {
                guard let id = status.instanceId else { continue }
                checks[id] = Self.check(status)
            }
        }
        return checks
    }

    private func statuses(_ ids: [String]) async throws(ServiceFailure) -> [EC2.InstanceStatus] {
        do throws(AWSError) {
            return try await client.send(EC2.DescribeInstanceStatus { $0.instanceIds = ids }).instanceStatuses ?? []
        } catch {
            guard error.kind == .notFound else { throw ServiceFailure(error) }
            // One that went, or is not known everywhere yet, must not hide the others.
            guard ids.count > 1 else { return [] }
            return try await statuses(Array(ids.prefix(ids.count / 2)))
                + statuses(Array(ids.dropFirst(ids.count / 2)))
        }
    }

    private static func check(_ status: EC2.InstanceStatus) -> Instance.Check {
        let words = [status.instanceStatus?.status, status.systemStatus?.status, status.attachedEbsStatus?.status]
            .compactMap(\.self).filter { $0 != "not-applicable" }
        if words.contains("impaired") { return .impaired }
        return !words.isEmpty && words.allSatisfy { $0 == "ok" } ? .ok : .initializing
    }

    /// nil for an answer without an ID.
    /// - Parameter address: the allocation of the Elastic IP address that is associated with it.
    func instance(_ instance: EC2.Instance, check: Instance.Check, address: String? = nil) -> Instance? {
        guard let id = instance.instanceId, let state = Instance.State(rawValue: instance.state?.name ?? "") else {
            return nil
        }
        let tags = FleetTags.values(instance.tags)
        let placement = Placement(
            zone: instance.placement?.availabilityZone ?? "", subnet: instance.subnetId ?? "",
            type: instance.instanceType ?? "")
        let record = Instance.Record(
            id: id, placement: placement, image: instance.imageId ?? "",
            launchedAt: instance.launchTime ?? Timestamp(seconds: 0), tags: FleetTags.read(tags),
            clientToken: instance.clientToken.flatMap { $0.isEmpty ? nil : $0 })
        return Instance(
            record, state: state, check: check, isKept: tags[FleetTags.keptUntil] != nil,
            carried: CarriedItem.items(of: instance, carry, address: address).map(\.description))
    }
}
