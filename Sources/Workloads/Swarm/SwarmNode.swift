import Documents

/// One node, as a manager tells it.
///
/// Source: Docker Engine API 1.43, `Node`.
struct SwarmNode: Sendable {
    enum Availability: String, Sendable {
        case active, pause, drain
    }

    let id: String
    /// The number that an update must name.
    let version: Int
    /// Empty for a node that has joined and not told of itself yet.
    let hostname: String
    /// The address that the node is known by; empty where the engine does not tell.
    let address: String
    let createdAt: String
    let isReady: Bool
    /// Whether the managers have given it up.
    let isDown: Bool
    /// Whether it decides with the others, or is to: one that is being demoted counts until they have let it go.
    let isManager: Bool
    /// What it should be.
    private let role: String
    let isLeader: Bool
    let isReachable: Bool
    let availability: Availability
    let specification: Node

    /// nil for what is no node.
    init?(_ node: Node) {
        guard let id = node["ID"]?.string, let version = node["Version"]?["Index"]?.integer, let spec = node["Spec"],
            let role = spec["Role"]?.string
        else { return nil }
        self.id = id
        self.version = version
        hostname = node["Description"]?["Hostname"]?.string ?? ""
        address = Self.address(node)
        createdAt = node["CreatedAt"]?.string ?? ""
        isReady = node["Status"]?["State"]?.string == "ready"
        isDown = node["Status"]?["State"]?.string == "down"
        self.role = role
        isManager = role == "manager" || !(node["ManagerStatus"]?.isNull ?? true)
        isLeader = node["ManagerStatus"]?["Leader"]?.boolean ?? false
        isReachable = node["ManagerStatus"]?["Reachability"]?.string == "reachable"
        availability = (spec["Availability"]?.string).flatMap(Availability.init) ?? .active
        specification = spec
    }

    /// A manager may call itself 0.0.0.0; what it tells the other managers is right then.
    private static func address(_ node: Node) -> String {
        let address = node["Status"]?["Addr"]?.string ?? ""
        guard address.isEmpty || address == "0.0.0.0", let place = node["ManagerStatus"]?["Addr"]?.string,
            let colon = place.lastIndex(of: ":")
        else { return address }
        return String(place[..<colon])
    }

    /// What the host was before Basalt cordoned it; nil where Basalt did not.
    var cordonedFrom: String? { specification["Labels"]?[Self.cordonLabel]?.string }

    /// Whether it takes no new task though it should: managers that run no tasks at all are not cordoned by that.
    var isCordoned: Bool { cordonedFrom != nil || (availability != .active && !isManager) }

    /// Whether Basalt drains it.
    var isDrained: Bool { cordonedFrom != nil && availability == .drain }

    /// A label of the node, so that a cordon outlives the process that made it, and only ours is taken back.
    static let cordonLabel = "org.basalt.cordoned-from"

    // MARK: Changes of the specification; nil where it is so already.

    /// A host that never takes tasks is only marked.
    func cordoned() -> Node? {
        guard cordonedFrom == nil else { return nil }
        var spec = labelled(availability.rawValue)
        if availability == .active { spec["Availability"] = JSON.text(Availability.pause.rawValue) }
        return spec
    }

    func uncordoned() -> Node? {
        guard let before = cordonedFrom else { return nil }
        var spec = labelled(nil)
        spec["Availability"] = JSON.text(Availability(rawValue: before)?.rawValue ?? Availability.active.rawValue)
        return spec
    }

    func drained() -> Node? {
        guard availability != .drain || cordonedFrom == nil else { return nil }
        var spec = cordonedFrom == nil ? labelled(availability.rawValue) : specification
        spec["Availability"] = JSON.text(Availability.drain.rawValue)
        return spec
    }

    func inRole(isManager: Bool) -> Node? {
        let wanted = isManager ? "manager" : "worker"
        guard role != wanted else { return nil }
        var spec = specification
        spec["Role"] = JSON.text(wanted)
        return spec
    }

    private func labelled(_ value: String?) -> Node {
        var spec = specification
        var labels = spec["Labels"].flatMap { $0.isNull ? nil : $0 } ?? JSON.mapping([(String, Node?)]())
        labels[Self.cordonLabel] = value.map(JSON.text)
        spec["Labels"] = labels
        return spec
    }
}
