import Documents

/// How hosts are replaced, and what new ones must show.
extension FleetSchema {
    static let strategies = ["surge", "rolling", "blue_green"]

    static let strategy = ObjectType(
        [
            Field("surge", .object(surge), "New hosts first, then the old ones go (default)."),
            Field("rolling", .object(rolling), "Old hosts go first; for fleets that cannot grow."),
            Field(
                "blue_green", .object(blueGreen),
                "A full second set, then traffic moves in steps. Not supported yet: an error."),
        ] + stages, alternatives: strategies)

    private static let stages = [
        Field("canary", .object(canary), "The hosts that are replaced first and alone."),
        Field(
            "waves", .strings(.percentage),
            "How far each wave goes, in percent of the fleet, rising to 100%; [5%, 25%, 100%] by default."),
        Field(
            "bake", .string(.duration), "How long a new host must stay well before its wave goes on; 60s by default."),
    ]

    static let surge = ObjectType(
        [
            Field("max", share, "How many hosts the fleet may have beyond its count; 5% by default, 1 to 50."),
            Field("per_zone", .boolean, "Whether a replacement must be in its predecessor's zone; true by default."),
        ], keyOfText: { _ in "max" })

    static let rolling = ObjectType(
        [
            Field("max_unavailable", share, "How many hosts may be missing at a time; 1 by default."),
            Field("per_zone", .boolean, "Whether a replacement must be in its predecessor's zone; true by default."),
        ], keyOfText: { _ in "max_unavailable" })

    static let blueGreen = ObjectType([
        Field("keep", .string(.duration), "How long the old set is kept after the last step; 1h by default.")
    ])

    static let canary = ObjectType([
        Field("hosts", .integer(0...100), "How many hosts; 1 by default."),
        Field("bake", .string(.duration), "How long they must stay well; 10m by default."),
    ])

    static let emergency = ObjectType([
        Field("surge", .object(surge), "Replaces `strategy.surge`."),
        Field("canary", .object(canary), "Replaces `strategy.canary`."),
        Field("waves", .strings(.percentage), "Replaces `strategy.waves`."),
        Field("drain", .object(emergencyDrain), "Replaces the workload's `drain`."),
        Field("windows", .text(["ignore"]), "`ignore`: windows do not hold an emergency back."),
    ])

    static let emergencyDrain = ObjectType([
        Field("timeout", .string(.duration), "How long tasks or pods may take to leave."),
        Field("pdb", .text(["skip", "force"]), "What happens when a disruption budget never allows."),
    ])

    static let gate = ObjectType(
        [
            Field("instance_status", .object(deadline), "The platform's own checks of the instance pass."),
            Field("workload_joined", .object(deadline), "The host is a ready member of its cluster."),
            Field("target_health", .object(deadline), "Every target group calls the host healthy."),
            Field("http", .object(http), "An HTTP request to the host is answered with 2xx."),
            Field("tcp", .object(tcp), "A TCP connection to the host is accepted."),
            Field(
                "ssm_command", .object(command), "A command that the Systems Manager agent runs on the host succeeds."),
            Field("alarm", .object(alarm), "A CloudWatch alarm of the whole fleet is not firing."),
        ], alternatives: gates)

    static let gates = [
        "instance_status", "workload_joined", "target_health", "http", "tcp", "ssm_command", "alarm",
    ]

    private static let within = Field("within", .string(.duration), "The deadline; 15m by default.")

    static let deadline = ObjectType([within], keyOfText: { _ in "within" })

    static let http = ObjectType([
        Field("port", .integer(1...65535), "The port on the host.", required: true),
        Field("path", .string(.httpPath), "The path; / by default."),
        Field("consecutive", .integer(2...20), "How many answers in a row must be good, 10 s apart; 2 by default."),
        within,
    ])

    static let tcp = ObjectType([
        Field("port", .integer(1...65535), "The port on the host.", required: true), within,
    ])

    static let command = ObjectType([
        Field(
            "commands", .strings(.singleLine), "Lines of a shell script; status 0 at its end passes.", required: true),
        within,
    ])

    static let alarm = ObjectType(
        [
            Field("name", .string(.nonEmpty), "The alarm's name.", required: true),
            Field(
                "no_data", .text(["block", "ignore"]),
                "What missing data means: `block` (default) waits, `ignore` counts as well."),
        ], keyOfText: { _ in "name" })
}
