import Documents

/// Containers of the host and secrets by reference.
extension ProfileRules {
    static func checkContainers(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        if let first = host.containers.first, host.docker == nil {
            diagnostics.error(
                .missingValue, "containers need the engine, and the profile has no `docker`", at: first.path,
                origin: first.node.origin.firstLine, remedy: "add `docker: {}` or extend `docker-host`")
        }
        let baked = bakedImages(host)
        for container in host.containers {
            let plain = String(container.image.prefix { $0 != "@" })
            let isPinned = plain != container.image
            if isPinned, baked.contains(plain) {
                diagnostics.warning(
                    .wrongValue, "the engine forgets the digest of a baked image, so that this one would be pulled",
                    at: container.path / "image", origin: container.node["image"]?.origin,
                    remedy: "write `\(plain)`: the image itself is verified with the root file system")
            }
            if !isPinned, !baked.contains(container.image) {
                diagnostics.warning(
                    .wrongValue, "the image `\(container.image)` is not pinned: two hosts may run different bytes",
                    at: container.path / "image", origin: container.node["image"]?.origin,
                    remedy: "add its digest: NAME@sha256:…")
            }
            for key in ["announce", "health"] {
                guard let port = container.node[key]?["port"], let number = port.integer,
                    let served = container.hostPorts, !served.contains(where: { $0.contains(number) })
                else { continue }
                diagnostics.error(
                    .conflictingValues, "the container serves no port \(number) on the host",
                    at: container.path / key / "port", origin: port.origin,
                    remedy: "publish it: `ports: [\"\(number):CONTAINER_PORT\"]`, or use `network: host`")
            }
        }
    }

    /// A port on the host is one container's.
    static func checkPorts(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        var taken: [(port: PublishedPort, container: Container)] = []
        for container in host.containers {
            for port in container.publishedPorts {
                let other = taken.first { $0.container.name != container.name && $0.port.overlaps(port) }
                if let other {
                    diagnostics.error(
                        .twoOwners,
                        "the containers `\(other.container.name)` and `\(container.name)` publish the same port of the host",
                        at: port.path, origin: port.origin, remedy: "publish one of them on another port",
                        notes: [.init("the first owner", at: other.port.origin)])
                }
                taken.append((port, container))
            }
        }
    }

    static func checkSecrets(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        for secret in host.secrets where secret.source == nil {
            reportSource(secret.node, at: secret.path, into: &diagnostics)
        }
    }

    static func reportSource(_ node: Node, at path: NodePath, into diagnostics: inout Diagnostics) {
        diagnostics.error(
            .conflictingValues, "a secret is a reference to exactly one place", at: path, origin: node.origin.firstLine,
            remedy: "use one of: ssm_parameter, s3, file")
    }
}
