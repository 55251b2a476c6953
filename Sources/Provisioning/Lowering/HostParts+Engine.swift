import Documents
import Profiles

/// Engine, volumes, cluster, containers and secrets of a host.
extension HostParts {
    mutating func addEngine() {
        guard let docker = host.docker else { return }
        add(
            "docker-engine", [("daemon", docker.daemon)], place: docker.origin.firstLine,
            path: NodePath([.key("docker")]))
    }

    mutating func addVolumes() {
        for volume in host.volumes {
            guard let match = volume.match else { continue }
            let origin = volume.node.origin.firstLine
            let mount = volume.node["mount"]
            var parameters: [(String, Node?)] = [
                ("name", volume.node["name"]), ("format", volume.node["format"]), ("label", volume.node["label"]),
                ("path", mount?["path"]), ("options", mount?["options"]), ("required_by", mount?["required_by"]),
            ]
            let way = volume.node["match"]?.mapping?.entries.first
            switch match {
            case .instanceStore:
                parameters.append(("level", volume.node["level"]))
                add("instance-store", parameters, place: origin, path: volume.path)
            case .ebsDevice, .byID, .label:
                parameters.append(("device_kind", way.map { .string($0.key, origin: $0.keyOrigin) }))
                parameters.append(("device", way?.value))
                parameters.append(("wipe", volume.node["wipe"]))
                add("storage-volume", parameters, place: origin, path: volume.path)
            }
        }
    }

    mutating func addSwarm() {
        guard let swarm = host.swarm, let action = swarm.action else { return }
        let origin = swarm.node.origin.firstLine
        let path = NodePath([.key("cluster"), .key("swarm")])
        func text(_ value: String) -> Node { .string(value, origin: origin) }
        var parameters: [(String, Node?)] = [
            ("action", text(action.rawValue)), ("role", swarm.role.map(text)),
            ("publish_tokens", swarm.node["publish_tokens"]),
        ]
        for key in ["join_addr", "advertise_addr", "listen_addr", "data_path_addr", "availability"] {
            parameters.append((key, swarm.node[key]))
        }
        if action == .create {
            parameters.append(("manager_token_parameter", swarm.node["secrets"]?["manager_token"]?["ssm_parameter"]))
            parameters.append(("worker_token_parameter", swarm.node["secrets"]?["worker_token"]?["ssm_parameter"]))
        } else if let token = swarm.ownToken {
            addSecret(
                "swarm-token", token, requiredBy: ["basalt-swarm.service"], origin: origin, path: path / "secrets")
        }
        add("swarm-join", parameters, place: origin, path: path)
    }

    mutating func addContainers() {
        for container in host.containers {
            let node = container.node
            let origin = node.origin.firstLine
            func texts(_ values: [String]) -> Node {
                .sequence(values.map { .string($0, origin: origin) }, origin: origin)
            }
            let announce = node["announce"]
            add(
                "container",
                [
                    ("name", node["name"]), ("image", node["image"]), ("arguments", texts(container.arguments)),
                    ("command", texts(container.command)), ("announce", .boolean(announce != nil, origin: origin)),
                    ("target_group", announce?["target_group"]), ("port", announce?["port"]),
                    ("health_path", node["health"]?["path"]), ("health_port", node["health"]?["port"]),
                    ("health_timeout", node["health"]?["timeout"]),
                ], place: origin, path: container.path)
        }
    }

    mutating func addSecrets() {
        for secret in host.secrets {
            guard let source = secret.source else { continue }
            addSecret(
                secret.name, source, requiredBy: secret.requiredBy, origin: secret.node.origin.firstLine,
                path: secret.path)
        }
    }

    private mutating func addSecret(
        _ name: String, _ source: SecretSource, requiredBy: [String], origin: Origin, path: NodePath
    ) {
        func text(_ value: String) -> Node { .string(value, origin: origin) }
        add(
            "secret-fetch",
            [
                ("name", text(name)), ("source", text(source.kind)), ("location", text(source.location)),
                ("required_by", .sequence(requiredBy.map(text), origin: origin)),
            ], place: origin, path: path)
    }
}
