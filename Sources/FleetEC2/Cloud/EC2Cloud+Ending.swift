import AWS
package import Fleet
package import Values

extension EC2Cloud {
    package func terminate(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure] {
        // Evidence goes with the next host that ends; should that fail, with the one after it.
        _ = try? await end(overdue)
        return try await end(ids)
    }

    /// One that EC2 does not know any more, or protects, must not keep the others: they are asked for one by one then.
    private func end(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure] {
        guard !ids.isEmpty else { return [:] }
        do throws(AWSError) {
            _ = try await client.send(EC2.TerminateInstances { $0.instanceIds = ids })
            return [:]
        } catch {
            let failure = ServiceFailure(error)
            switch failure.code {
            case .notFound, .protected, .refused: break
            default: throw failure
            }
            guard ids.count > 1 else { return failure.code == .notFound ? [:] : [ids[0]: failure] }
        }
        var refused: [String: ServiceFailure] = [:]
        for id in ids { refused.merge(try await end([id])) { first, _ in first } }
        return refused
    }

    /// A stopped host has no network; what it wrote stays on its volumes. The tag comes first: a host that stopped without
    /// it would be taken for one that failed again.
    package func isolate(_ id: String, until: Timestamp) async throws(ServiceFailure) {
        try await ofAWS { () async throws(AWSError) in
            _ = try await client.send(
                EC2.CreateTags {
                    $0.resources = [id]
                    $0.tags = [
                        EC2.Tag {
                            $0.key = FleetTags.keptUntil
                            $0.value = until.description
                        }
                    ]
                })
        }
        do throws(AWSError) {
            _ = try await client.send(EC2.StopInstances { $0.instanceIds = [id] })
        } catch {
            // A spot instance cannot be stopped: its console is all that is left of it.
            guard error.code == "UnsupportedOperation" else { throw ServiceFailure(error) }
            if let failure = try await end([id])[id] { throw failure }
        }
    }

    /// Kept hosts of the fleet whose time is over, as they were described last.
    private var overdue: [String] {
        seen.all.filter { instance in
            let until = FleetTags.values(instance.tags)[FleetTags.keptUntil].flatMap { Timestamp($0) }
            return until.map { now() >= $0 } ?? false && instance.state?.name != "terminated"
        }.compactMap(\.instanceId)
    }
}
