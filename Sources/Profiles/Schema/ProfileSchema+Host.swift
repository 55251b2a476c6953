import Documents
import Ignition

/// Fields of the host itself: engine, storage, access, time, network.
extension ProfileSchema {
    static let docker = ObjectType([
        Field(
            "version", .string(.engineVersion),
            "The engine's version on the host, such as \"26.1\": lets rules about versions apply."),
        Field(
            "daemon", .map(.anything),
            "The engine's own settings, as in `daemon.json`: keys and values are Docker's, written as they are."),
    ])

    static let storage = ObjectType(
        [
            Field(
                "volumes", .list(.object(volume), merge: .byKey(["name"])),
                "Disks that the host needs in a place: found, formatted when blank, grown and mounted at boot.")
        ] + ButaneSchema.storage.fields)

    static let volume = ObjectType([
        Field("name", .string(.name), "The volume's name, used for its units.", required: true),
        Field("match", .object(volumeMatch), "How the disk is found: exactly one of its keys.", required: true),
        Field(
            "level", .text(["raid0", "raid1", "raid10"]),
            "How several instance-store disks are joined; `raid0` by default."),
        Field("format", .text(["ext4", "xfs", "btrfs"]), "The file system.", required: true),
        Field("label", .string(.label), "The file system's label."),
        Field("mount", .object(volumeMount), "Where it is mounted and what needs it.", required: true),
        Field(
            "wipe", .text(["never", "always"]),
            "`never` (default) keeps what is on the disk; `always` makes a new file system at every boot."),
    ])

    static let volumeMatch = ObjectType(
        [
            Field(
                "ebs_device", .string(.ebsDevice),
                "The device name of the EBS attachment, such as `/dev/sdf`; found on Nitro too."),
            Field("by_id", .string(.fileName), "A name in `/dev/disk/by-id`."),
            Field("label", .string(.label), "The label of a file system that is there already."),
            Field("instance_store", .text(["all"]), "`all`: every instance-store disk, joined when there are several."),
        ], alternatives: ["ebs_device", "by_id", "label", "instance_store"])

    static let volumeMount = ObjectType(
        [
            Field("path", .string(.plainPath), "The folder where the volume is mounted.", required: true),
            Field("options", .strings(.mountOption), "Mount options, such as `noatime`."),
            Field("required_by", .strings(.unitName), "Units that must not start without the volume."),
        ], keyOfText: { _ in "path" })

    static let ssh = ObjectType([
        Field(
            "trusted_user_ca_keys", .strings(.sshPublicKey),
            "Public keys of the authorities whose user certificates may log in."),
        Field("password_authentication", .boolean, "Whether passwords may log in; false by default."),
    ])

    static let time = ObjectType([
        Field(
            "servers", .strings(.hostName), "NTP servers; on EC2 169.254.169.123 answers without any network path.",
            required: true)
    ])

    static let proxy = ObjectType([
        Field("http", .string(.proxyURL), "The proxy for http requests."),
        Field("https", .string(.proxyURL), "The proxy for https requests."),
        Field(
            "no_proxy", .strings(.noProxyEntry),
            "Hosts, domains and networks that are reached directly; localhost and the metadata service always are."),
    ])

    static let secretSource = [
        Field("ssm_parameter", .string(.ssmParameter), "The name of an SSM parameter (a SecureString)."),
        Field("s3", .string(.s3Location), "An S3 object: `s3://bucket/key`."),
        Field("file", .string(.plainPath), "A file that is on the host already."),
    ]

    static let secret = ObjectType(
        [Field("name", .string(.name), "The file's name in `/run/basalt/secrets`.", required: true)]
            + secretSource
            + [Field("required_by", .strings(.unitName), "Units that must not start before the secret is there.")],
        alternatives: secretSource.map(\.name))

    static let container = ObjectType([
        Field("name", .string(.name), "The container's name, used for its unit.", required: true),
        Field("image", .string(.imageReference), "The image, best with its digest.", required: true),
        Field("ports", .strings(.portMapping), "Published ports: \"HOST:CONTAINER\", with \"/udp\" for UDP."),
        Field(
            "environment",
            .map(
                .oneOf([.string(.singleLine), .integer(Int.min...Int.max), .boolean]), keys: .environmentVariable),
            "Environment variables; never secrets."),
        Field("volumes", .strings(.volumeBinding), "Host folders: \"/host:/container[:ro]\"."),
        Field("network", .string(.name), "The network: `host`, or a network of the engine."),
        Field("command", .strings(.singleLine), "The command and its arguments; the image's own by default."),
        Field("health", .object(health), "How the container shows that it serves."),
        Field("announce", .object(announce), "The load balancer that sends traffic to it."),
    ])

    static let health = ObjectType([
        Field(
            "path", .string(.httpPath), "The HTTP path that answers 200 on 127.0.0.1 when the container serves.",
            required: true),
        Field("port", .integer(1...65535), "The port on the host.", required: true),
        Field("timeout", .integer(1...3600), "Seconds until the container counts as failed; 120 by default."),
    ])

    static let announce = ObjectType([
        Field(
            "target_group", .string(.targetGroup),
            "The target group's ARN: registered when healthy, deregistered before stop.", required: true),
        Field("port", .integer(1...65535), "The port that the target group sends traffic to.", required: true),
    ])

    static let cluster = ObjectType([
        Field("swarm", .object(swarm), "Docker Swarm.")
    ])

    static let swarm = ObjectType([
        Field(
            "action", .text(["init", "join"]), "`init` makes the swarm when there is none yet; `join` joins it.",
            required: true),
        Field("as", .text(["manager", "worker"]), "What the host joins as; an `init` host is a manager."),
        Field("join_addr", .strings(.hostAndPort), "Managers to join through: \"host:2377\"."),
        Field(
            "advertise_addr", .string(.addressOrInterface),
            "The address or interface that other nodes reach this one by."),
        Field("listen_addr", .string(.addressOrInterface), "The address or interface that the manager listens on."),
        Field(
            "data_path_addr", .string(.addressOrInterface), "The address or interface for the traffic of containers."),
        Field(
            "availability", .text(["active", "pause", "drain"]),
            "Whether tasks are scheduled on the node; `active` by default."),
        Field(
            "publish_tokens", .boolean, "Whether the `init` host stores the join tokens in the secrets' SSM parameters."
        ),
        Field("secrets", .object(swarmSecrets), "Where the join tokens are kept."),
    ])

    static let swarmSecrets = ObjectType([
        Field("manager_token", .object(swarmSecret), "The join token of managers."),
        Field("worker_token", .object(swarmSecret), "The join token of workers."),
    ])

    private static let swarmSecret = ObjectType(secretSource, alternatives: secretSource.map(\.name))
}
