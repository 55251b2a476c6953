package import Documents

/// One item of `containers`: what runs exactly once on every host, started by systemd.
package struct Container: Sendable {
    package let node: Node
    package let path: NodePath
    package let name: String
    package let image: String

    init(_ node: Node, _ path: NodePath) {
        self.node = node
        self.path = path
        name = node["name"]?.string ?? ""
        image = node["image"]?.string ?? ""
    }

    /// The options of `docker run` that the profile's fields stand for.
    package var arguments: [String] {
        var arguments: [String] = []
        if let network = node["network"]?.string { arguments += ["--network", network] }
        for port in node["ports"]?.strings ?? [] { arguments += ["--publish", port] }
        for entry in (node["environment"]?.mapping?.entries ?? []).sorted(by: { $0.key < $1.key }) {
            arguments += ["--env", "\(entry.key)=\(entry.value.scalar?.text ?? "")"]
        }
        for volume in node["volumes"]?.strings ?? [] { arguments += ["--volume", volume] }
        return arguments
    }

    package var command: [String] { node["command"]?.strings ?? [] }

    /// The ports on the host that the container serves; nil when it shares the host's network (any port may serve).
    package var hostPorts: [ClosedRange<Int>]? {
        guard node["network"]?.string != "host" else { return nil }
        return publishedPorts.map(\.host)
    }

    /// The items of `ports`; none where the container shares the host's network, which ignores them.
    var publishedPorts: [PublishedPort] {
        guard node["network"]?.string != "host" else { return [] }
        return (node["ports"]?.items ?? []).enumerated().compactMap { PublishedPort($1, path / "ports" / $0) }
    }
}
