import Documents

/// The rehearsal of a fleet.
extension FleetSchema {
    static let simulator = ObjectType([
        Field("count", .integer(1...200), "How many hosts the fleet has.", required: true),
        Field("zones", .integer(1...6), "Over how many zones the hosts are spread; 3 by default."),
        Field("image", .string(.imageName), "What the hosts run at first; the fleet starts empty by default."),
        Field("managers", .integer(0...9), "How many of the hosts are managers of the cluster; 0 by default."),
        Field(
            "speed", .integer(1...1000),
            "Simulated seconds in a real one; as fast as can be by default. Between commands time stands still."),
        Field("start", .string(.timestamp), "When the simulation begins; the time of its first use by default."),
        Field("seed", .integer(0...Int(Int32.max)), "Chooses how long everything takes; 1 by default."),
        Field(
            "broken", .map(.text(SimulatorSettings.HostFault.allCases.map(\.rawValue)), keys: .imageName),
            "Images whose new hosts fail, and how."),
        Field(
            "full_zones", .list(.integer(1...6), merge: .replace), "Zones, from 1, that have no room for a new host."),
        Field(
            "stuck_hosts", .integer(0...200),
            "How many of the first hosts never let their tasks go, as behind a budget that never allows; 0 by default."),
    ])
}
