import Documents

/// Where hosts run and what runs on them.
extension FleetSchema {
    static let provider = ObjectType(
        [
            Field("ec2", .object(ec2), "EC2 instances that Basalt launches itself."),
            Field("autoscaling", .object(autoscaling), "An Auto Scaling group."),
            Field("local", .object(local), "Virtual machines on this computer."),
            Field("simulator", .object(simulator), "Simulated hosts, to rehearse a fleet file; nothing is launched."),
        ], alternatives: providers)

    static let providers = ["ec2", "autoscaling", "local", "simulator"]

    static let ec2 = ObjectType([
        Field(
            "select", .map(.string(.tagValue), keys: .tagKey), "The tags that make an instance one of the fleet.",
            required: true),
        Field("count", .integer(1...10_000), "How many hosts the fleet has.", required: true),
        Field("launch", .object(launch), "How a new instance is launched.", required: true),
    ])

    static let launch = ObjectType([
        Field("instance_types", .strings(.instanceType), "Instance types in order of preference.", required: true),
        Field("market", .text(["on-demand", "spot"]), "How instances are bought; `on-demand` by default."),
        Field("subnets", .strings(.subnet), "Subnets; hosts are spread over their zones.", required: true),
        Field("security_groups", .strings(.securityGroup), "Security groups of the first interface."),
        Field("instance_profile", .string(.nonEmpty), "The instance profile's name."),
        Field("root_volume", .object(rootVolume), "The root volume."),
        Field(
            "volumes", .list(.object(dataVolume), merge: .replace), "Blank volumes that every instance gets besides."),
        Field("tags", .map(.string(.tagValue), keys: .tagKey), "Further tags of instances and volumes."),
        Field(
            "carry", .list(.oneOf([.object(carried), .text(["elastic_ip"])]), merge: .replace),
            "What moves from the old host to its replacement."),
    ])

    static let rootVolume = ObjectType([
        Field("size", .string(.memory), "The size, such as 30GiB."),
        Field("type", .text(["gp3", "gp2", "io1", "io2"]), "The volume type; `gp3` by default."),
        Field("kms_key", .string(.nonEmpty), "The key that encrypts it: an alias, an ID or an ARN."),
    ])

    static let dataVolume = ObjectType([
        Field("device", .string(.deviceName), "The device that it is attached as, such as /dev/sdf.", required: true),
        Field("size", .string(.memory), "The size, such as 100GiB.", required: true),
        Field("type", .text(["gp3", "gp2", "io1", "io2"]), "The volume type; `gp3` by default."),
        Field("kms_key", .string(.nonEmpty), "The key that encrypts it: an alias, an ID or an ARN."),
    ])

    static let carried = ObjectType(
        [
            Field("volume", .string(.deviceName), "The volume that is attached as this device."),
            Field("eni", .integer(1...15), "The network interface with this device index."),
        ], alternatives: ["volume", "eni"])

    static let autoscaling = ObjectType([
        Field("group", .string(.nonEmpty), "The group's name.", required: true),
        Field(
            "launch_template", .text(["managed", "external"]),
            "`managed` (default): Basalt writes new versions; `external`: they are only read."),
    ])

    static let local = ObjectType([
        Field("count", .integer(1...100), "How many machines the fleet has.", required: true),
        Field("memory", .string(.memory), "Memory of a machine; 512MiB by default."),
        Field("cpus", .integer(1...64), "Virtual processors of a machine; 1 by default."),
        Field("network", .string(.name), "The private network that the machines share; `basalt` by default."),
        Field(
            "forward", .strings(.portForward),
            "Ports of this computer that lead to a machine's, as HOST:MACHINE; for fleets of one machine."),
    ])

    static let workload = ObjectType([
        Field("swarm", .object(swarm), "The Docker Swarm that the hosts belong to."),
        Field("kubernetes", .object(kubernetes), "The Kubernetes cluster that the hosts belong to."),
        Field("target_groups", .strings(.targetGroup), "ARNs of target groups that the hosts are registered with."),
        Field("load_balancers", .strings(.loadBalancer), "Names of Classic Load Balancers that send to the hosts."),
    ])

    static let swarm = ObjectType(
        [
            Field("manager", .string(.endpoint), "The engine API of a manager.", required: true),
            Field("drain", .object(swarmDrain), "How tasks leave a host."),
        ], keyOfText: { _ in "manager" })

    static let swarmDrain = ObjectType(
        [Field("timeout", .string(.duration), "How long tasks may take to leave; 15m by default.")],
        keyOfText: { _ in "timeout" })

    static let kubernetes = ObjectType(
        [
            Field("context", .string(.nonEmpty), "The context in the kubeconfig file.", required: true),
            Field("drain", .object(kubernetesDrain), "How pods leave a host."),
        ], keyOfText: { _ in "context" })

    static let kubernetesDrain = ObjectType([
        Field("timeout", .string(.duration), "How long pods may take to leave; 15m by default."),
        Field(
            "pdb", .text(["skip", "force"]),
            "When a disruption budget never allows: `skip` (default) leaves the host, `force` deletes the pods."),
        Field(
            "empty_dir", .text(["delete", "refuse"]),
            "What happens to pods with local data: `delete` (default, listed in the plan) or `refuse`."),
    ])
}
