package import Documents
package import Values

/// `provider`: where the hosts run.
package enum Provider: Sendable {
    case ec2(EC2Provider)
    case autoscaling(AutoScalingProvider)
    case local(LocalProvider)
    case simulator(SimulatorSettings)

    /// nil unless exactly one provider is named.
    init?(_ node: Node?) {
        guard let entries = node?.mapping?.entries, entries.count == 1, let entry = entries.first else { return nil }
        switch entry.key {
        case "ec2": self = .ec2(EC2Provider(entry.value))
        case "autoscaling": self = .autoscaling(AutoScalingProvider(entry.value))
        case "local": self = .local(LocalProvider(entry.value))
        case "simulator": self = .simulator(SimulatorSettings(entry.value))
        default: return nil
        }
    }

    /// How many hosts the file asks for; nil where the provider itself knows (an Auto Scaling group).
    package var count: Int? {
        switch self {
        case .ec2(let ec2): ec2.count
        case .autoscaling: nil
        case .local(let local): local.count
        case .simulator(let simulator): simulator.count
        }
    }

    /// The provider's key in fleet files.
    package var name: String {
        switch self {
        case .ec2: "ec2"
        case .autoscaling: "autoscaling"
        case .local: "local"
        case .simulator: "simulator"
        }
    }
}

/// `provider.ec2`.
package struct EC2Provider: Sendable {
    package let select: [String: String]
    package let count: Int
    package let launch: LaunchSettings

    init(_ node: Node) {
        select = FleetFile.texts(node["select"])
        count = node["count"]?.integer ?? 0
        launch = LaunchSettings(node["launch"])
    }
}

/// `provider.ec2.launch`.
package struct LaunchSettings: Sendable {
    package enum Market: String, Sendable {
        case onDemand = "on-demand"
        case spot
    }

    /// What moves from the old host to its replacement.
    package enum Carried: Sendable, Hashable {
        case volume(device: String)
        case networkInterface(index: Int)
        case elasticIP
    }

    /// In order of preference.
    package let instanceTypes: [String]
    package let market: Market
    package let subnets: [String]
    package let securityGroups: [String]
    package let instanceProfile: String?
    package let rootVolumeSize: ByteSize?
    package let rootVolumeType: String
    package let rootVolumeKey: String?
    /// Blank volumes that every instance gets besides.
    package let volumes: [DataVolume]
    package let tags: [String: String]
    package let carry: [Carried]

    /// One item of `volumes`.
    package struct DataVolume: Sendable, Hashable {
        package let device: String
        package let size: ByteSize
        package let type: String
        package let key: String?

        init?(_ node: Node) {
            guard let device = node["device"]?.string, let size = (node["size"]?.string).flatMap(ByteSize.init) else {
                return nil
            }
            self.device = device
            self.size = size
            type = node["type"]?.string ?? "gp3"
            key = node["kms_key"]?.string
        }
    }

    /// - Parameter node: `provider.ec2.launch`, or what was kept of it.
    package init(_ node: Node?) {
        instanceTypes = node?["instance_types"]?.strings ?? []
        market = (node?["market"]?.string).flatMap(Market.init) ?? .onDemand
        subnets = node?["subnets"]?.strings ?? []
        securityGroups = node?["security_groups"]?.strings ?? []
        instanceProfile = node?["instance_profile"]?.string
        rootVolumeSize = (node?["root_volume"]?["size"]?.string).flatMap(ByteSize.init)
        rootVolumeType = node?["root_volume"]?["type"]?.string ?? "gp3"
        rootVolumeKey = node?["root_volume"]?["kms_key"]?.string
        volumes = (node?["volumes"]?.items ?? []).compactMap(DataVolume.init)
        tags = FleetFile.texts(node?["tags"])
        carry = (node?["carry"]?.items ?? []).compactMap(Self.carried)
    }

    private static func carried(_ node: Node) -> Carried? {
        if node.string == "elastic_ip" { return .elasticIP }
        if let device = node["volume"]?.string { return .volume(device: device) }
        return (node["eni"]?.integer).map { .networkInterface(index: $0) }
    }
}

/// `provider.autoscaling`.
package struct AutoScalingProvider: Sendable {
    package let group: String
    /// Whether Basalt writes new versions of the launch template.
    package let managesTemplate: Bool

    init(_ node: Node) {
        group = node["group"]?.string ?? ""
        managesTemplate = node["launch_template"]?.string != "external"
    }
}

/// `provider.local`.
package struct LocalProvider: Sendable {
    package let count: Int
    package let memory: ByteSize
    package let cpus: Int
    package let network: String
    /// Ports of this computer by the machine's ports that they lead to.
    package let forwards: [UInt16: UInt16]

    init(_ node: Node) {
        count = node["count"]?.integer ?? 0
        forwards = Dictionary((node["forward"]?.strings ?? []).compactMap(Self.forward)) { first, _ in first }
        memory = (node["memory"]?.string).flatMap(ByteSize.init) ?? ByteSize(bytes: 512 << 20)
        cpus = node["cpus"]?.integer ?? 1
        network = node["network"]?.string ?? "basalt"
    }

    private static func forward(_ text: String) -> (UInt16, UInt16)? {
        let ports = text.split(separator: ":").compactMap { UInt16($0) }
        return ports.count == 2 ? (ports[1], ports[0]) : nil
    }
}
