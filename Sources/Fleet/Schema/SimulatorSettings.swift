import Documents
package import Values

/// `provider.simulator`: hosts that exist on paper only, to rehearse a fleet file.
package struct SimulatorSettings: Sendable {
    /// What is wrong with every new host of an image.
    package enum HostFault: String, Sendable, CaseIterable {
        case neverBoots = "never_boots"
        case impaired
        case neverJoins = "never_joins"
        case neverWell = "never_well"
        case flaps
    }

    package let count: Int
    package let zones: Int
    /// What the hosts run at first; nil for a fleet that has none yet.
    package let image: String?
    /// How many of the hosts are managers of the cluster.
    package let managers: Int
    package let seed: UInt64
    /// Simulated seconds in a real one; nil for as fast as can be.
    package let speed: Int?
    /// When the simulation begins; nil for the time of its first use.
    package let start: Timestamp?
    /// By image.
    package let broken: [String: HostFault]
    /// Zones, counted from 1, that have no room for another host.
    package let fullZones: [Int]
    /// How many of the first hosts never let their tasks go.
    package let stuckHosts: Int

    init(_ node: Node) {
        count = node["count"]?.integer ?? 0
        zones = node["zones"]?.integer ?? 3
        image = node["image"]?.string
        managers = node["managers"]?.integer ?? 0
        seed = UInt64(node["seed"]?.integer ?? 1)
        speed = node["speed"]?.integer
        start = (node["start"]?.string).flatMap { Timestamp($0) }
        broken = FleetFile.texts(node["broken"]).compactMapValues { HostFault(rawValue: $0) }
        fullZones = (node["full_zones"]?.items ?? []).compactMap(\.integer)
        stuckHosts = node["stuck_hosts"]?.integer ?? 0
    }
}
