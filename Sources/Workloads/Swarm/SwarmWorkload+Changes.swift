import Documents
package import Fleet

extension SwarmWorkload {
    package func perform(_ change: HostChange, on instance: Instance) async throws(ServiceFailure) {
        let nodes = try matches(try await self.nodes(), instance)
        guard let node = Self.current(nodes) else { return }
        switch change {
        case .cordon: try await update(node, node.cordoned())
        case .uncordon: try await update(node, node.uncordoned())
        // Swarm has no disruption budgets that a drain could be held by.
        case .drain, .forceDrain: try await update(node, node.drained())
        // The managers move the leadership themselves, and refuse what would cost the quorum.
        case .demote: try await update(node, node.inRole(isManager: false))
        case .promote: try await update(node, node.inRole(isManager: true))
        case .leave: try await leave(instance)
        case .remove: for node in nodes { try await remove(node) }
        // Target groups are another workload's.
        case .register, .deregister: break
        }
    }

    private func update(_ node: SwarmNode, _ specification: Node?) async throws(ServiceFailure) {
        guard let specification else { return }
        _ = try await manager.call("POST", "/nodes/\(node.id)/update?version=\(node.version)", specification)
    }

    /// Asked of the host itself. Where its engine cannot be reached from here, the managers see it go down instead.
    private func leave(_ instance: Instance) async throws(ServiceFailure) {
        let port = access.usesTLS ? EngineAddress.securePort : EngineAddress.plainPort
        guard let place = try directory.endpoint(of: instance.id, port: port) else {
            throw ServiceFailure(.notFound, "nothing leads to the engine of \(instance.id) from here")
        }
        let engine = access.engine(at: place)
        let state = try await engine.call("GET", "/info")["Swarm"]?["LocalNodeState"]?.string
        guard state != "inactive" else { return }
        _ = try await engine.call("POST", "/swarm/leave")
    }

    private func remove(_ node: SwarmNode) async throws(ServiceFailure) {
        do throws(ServiceFailure) { _ = try await manager.call("DELETE", "/nodes/\(node.id)") } catch {
            guard error.code != .notFound else { return }
            throw error
        }
    }
}
