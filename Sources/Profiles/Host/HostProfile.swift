package import Documents

/// A composed profile with one role applied: what a host is. The parts that need logic are typed; the parts in other
/// tools' words (`storage.files`, `systemd`, `passwd`, `docker.daemon`) stay trees.
package struct HostProfile: Sendable {
    /// The composed document, role and `--set` applied, without nulls.
    package let root: Node
    /// The role that was applied; nil for a profile without roles.
    package let role: String?

    package let name: String
    package let target: Target
    package let docker: Docker?
    package let volumes: [Volume]
    package let ssh: SSH?
    package let time: Time?
    package let proxy: Proxy?
    package let swarm: Swarm?
    package let containers: [Container]
    package let secrets: [Secret]
    package let includes: [Include]

    /// - Parameter root: a document that satisfies `ProfileSchema.profile`, required keys included.
    package init(root: Node, role: String?) {
        self.root = root
        self.role = role
        name = root["metadata"]?["name"]?.string ?? ""
        target = Target(root["target"])
        docker = root["docker"].map(Docker.init)
        volumes = Self.list(root, ["storage", "volumes"], Volume.init)
        ssh = root["ssh"].map(SSH.init)
        time = root["time"].map(Time.init)
        proxy = root["proxy"].map(Proxy.init)
        swarm = root["cluster"]?["swarm"].map(Swarm.init)
        containers = Self.list(root, ["containers"], Container.init)
        secrets = Self.list(root, ["secrets"], Secret.init)
        includes = Self.list(root, ["include"], Include.init)
    }

    /// The items of a list; one that is no mapping has been reported, and says nothing further.
    private static func list<Element>(_ root: Node, _ path: [String], _ make: (Node, NodePath) -> Element) -> [Element]
    {
        let place = NodePath(path.map(NodePath.Step.key))
        return (root[path]?.items ?? []).enumerated().filter { $0.element.mapping != nil }.map { make($1, place / $0) }
    }

    /// The names of a composed profile's roles, sorted.
    package static func roles(of profile: Node) -> [String] { (profile["roles"]?.mapping?.keys ?? []).sorted() }
}

/// `target`.
package struct Target: Sendable {
    package let os: TargetOS
    package let architecture: String
    package let platform: String

    init(_ node: Node?) {
        os = (node?["os"]?.string).flatMap(TargetOS.init) ?? .basalt
        architecture = node?["architecture"]?.string ?? "x86_64"
        platform = node?["platform"]?.string ?? "aws"
    }
}

/// `docker`.
package struct Docker: Sendable {
    package let origin: Origin
    /// The engine's major version, when the profile says it.
    package let majorVersion: Int?
    /// `daemon.json`'s content.
    package let daemon: Node?

    init(_ node: Node) {
        origin = node.origin
        majorVersion = (node["version"]?.string).flatMap { Int($0.prefix { $0.isNumber }) }
        daemon = node["daemon"]
    }
}

/// `ssh`.
package struct SSH: Sendable {
    package let origin: Origin
    package let trustedUserCAKeys: Node?
    package let passwordAuthentication: Node?

    init(_ node: Node) {
        origin = node.origin
        trustedUserCAKeys = node["trusted_user_ca_keys"]
        passwordAuthentication = node["password_authentication"]
    }
}

/// `time`.
package struct Time: Sendable {
    package let origin: Origin
    package let servers: Node?

    init(_ node: Node) {
        origin = node.origin
        servers = node["servers"]
    }
}

/// `proxy`.
package struct Proxy: Sendable {
    package let origin: Origin
    package let http: Node?
    package let https: Node?
    package let noProxy: Node?

    init(_ node: Node) {
        origin = node.origin
        http = node["http"]
        https = node["https"]
        noProxy = node["no_proxy"]
    }
}

/// One item of `include`.
package struct Include: Sendable {
    package let node: Node
    package let path: NodePath
    package let template: Node?
    package let parameters: Mapping
    package let butane: Node?

    init(_ node: Node, _ path: NodePath) {
        self.node = node
        self.path = path
        template = node["template"]
        parameters = node["with"]?.mapping ?? Mapping()
        butane = node["butane"]
    }
}
