import AWS
package import Fleet
package import Values

extension EC2Cloud {
    /// One that EC2 does not know any more, or protects, must not keep the others: they are asked for one by one then.
    package func terminate(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure] {
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
        for id in ids { refused.merge(try await terminate([id])) { first, _ in first } }
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
            if let failure = try await terminate([id])[id] { throw failure }
        }
    }

    /// Ends kept hosts whose time is over.
    /// - Returns: their IDs.
    package func prune(_ instances: [Instance], now: Timestamp) async throws(ServiceFailure) -> [String] {
        let over = instances.filter { instance in
            guard instance.isKept, instance.state != .terminated, instance.state != .shuttingDown else { return false }
            let until = FleetTags.values(seen[instance.id]?.tags)[FleetTags.keptUntil].flatMap { Timestamp($0) }
            return until.map { now >= $0 } ?? false
        }.map(\.id).sorted()
        let refused = try await terminate(over)
        return over.filter { refused[$0] == nil }
    }
}
