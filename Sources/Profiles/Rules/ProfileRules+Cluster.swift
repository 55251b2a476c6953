import Documents

/// Swarm membership.
extension ProfileRules {
    static func checkSwarm(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        guard let swarm = host.swarm else { return }
        let path = NodePath([.key("cluster"), .key("swarm")])
        let place = swarm.node.origin.firstLine
        if host.docker == nil {
            diagnostics.error(
                .missingValue, "a swarm needs the engine, and the profile has no `docker`", at: path, origin: place,
                remedy: "add `docker: {}` or extend `docker-host`")
        }
        switch swarm.action {
        case .create: checkInit(swarm, path, into: &diagnostics)
        case .join: checkJoin(swarm, path, into: &diagnostics)
        case nil: break
        }
        for key in ["manager_token", "worker_token"] {
            guard let source = swarm.node["secrets"]?[key], SecretSource(source) == nil else { continue }
            reportSource(source, at: path / "secrets" / key, into: &diagnostics)
        }
    }

    private static func checkInit(_ swarm: Swarm, _ path: NodePath, into diagnostics: inout Diagnostics) {
        if let role = swarm.node["as"], role.string == "worker" {
            diagnostics.error(
                .conflictingValues, "the host that makes the swarm is a manager", at: path / "as", origin: role.origin,
                remedy: "remove `as`")
        }
        if swarm.managerToken == nil, !swarm.publishesTokens {
            diagnostics.error(
                .missingValue, "a replaced `init` host could not find its swarm and would make a second one",
                at: path / "secrets" / "manager_token", origin: swarm.node["action"]?.origin,
                remedy: "add `secrets: {manager_token: {ssm_parameter: /…}}`: where it is set, the host joins")
        }
        guard swarm.publishesTokens else { return }
        for (key, source) in [("manager_token", swarm.managerToken), ("worker_token", swarm.workerToken)] {
            if case .ssmParameter = source { continue }
            diagnostics.error(
                .missingValue, "`publish_tokens` stores the join tokens, and `secrets.\(key)` names no SSM parameter",
                at: path / "secrets" / key,
                origin: (swarm.node["secrets"]?[key] ?? swarm.node["publish_tokens"])?.origin.firstLine,
                remedy: "add `\(key): {ssm_parameter: /…}`")
        }
    }

    private static func checkJoin(_ swarm: Swarm, _ path: NodePath, into diagnostics: inout Diagnostics) {
        let place = swarm.node["action"]?.origin ?? swarm.node.origin.firstLine
        if swarm.node["join_addr"]?.strings.isEmpty ?? true {
            diagnostics.error(
                .missingValue, "a joining host needs `join_addr`", at: path / "join_addr", origin: place,
                remedy: "add the managers' addresses: `join_addr: [\"swarm.internal:2377\"]`")
        }
        guard let role = swarm.role else {
            diagnostics.error(
                .missingValue, "a joining host must say what it joins as", at: path / "as", origin: place,
                remedy: "add `as: manager` or `as: worker`")
            return
        }
        if swarm.node["secrets"]?["\(role)_token"] == nil {
            diagnostics.error(
                .missingValue, "a joining \(role) needs the secret `\(role)_token`",
                at: path / "secrets" / "\(role)_token", origin: place,
                remedy: "add `secrets: {\(role)_token: {ssm_parameter: /…}}`")
        }
        if swarm.publishesTokens {
            diagnostics.error(
                .conflictingValues, "only the host with `action: init` publishes tokens", at: path / "publish_tokens",
                origin: swarm.node["publish_tokens"]?.origin, remedy: "remove `publish_tokens`")
        }
    }
}
