package import Documents
import Ignition

/// The fields of a profile. The validator, `explain`, `schema profile` and composition all read this one description.
package enum ProfileSchema {
    package static let apiVersion = "basalt/v1"

    /// A whole profile document.
    package static let profile = ObjectType(
        [
            Field("apiVersion", .text([apiVersion]), "The version of this format: `basalt/v1`.", required: true),
            Field("kind", .text(["Profile"]), "What the document is: `Profile`.", required: true),
            Field("metadata", .object(metadata), "The profile's name and description.", required: true),
            Field(
                "extends", .strings(.nonEmpty),
                "Profiles to start from, later ones over earlier ones: files beside this one, or shipped names."),
            Field(
                "target", .object(target), "The operating system and machine that the profile is for.", required: true),
            Field(
                "image", .object(image), "What the image is built from. Only for `target.os: basalt`; serves all roles."
            ),
            Field(
                "roles", .map(.object(role), keys: .name),
                "Named overrides, chosen with `--role`. A role changes user data only."),
        ] + host)

    /// The fields that a role may override.
    package static let role = ObjectType(host)

    /// Fields of the profile's name.
    static let metadata = ObjectType([
        Field("name", .string(.name), "The profile's name: lower-case letters, digits and dashes.", required: true),
        Field("description", .text, "One sentence for people."),
    ])

    static let target = ObjectType([
        Field(
            "os", .text(TargetOS.allCases.map(\.rawValue)),
            "What runs on the host: `basalt` (an image of ours), `flatcar`, `fcos`, or `cloud-init` (any distribution with cloud-init).",
            required: true),
        Field("architecture", .text(["x86_64", "aarch64"]), "The processor: `x86_64` (default) or `aarch64`."),
        Field("platform", .text(["aws", "qemu"]), "Where the host runs: `aws` (default) or `qemu`."),
    ])

    /// What concerns user data: everything but target, image and composition.
    static let host: [Field] = [
        Field("instance", .object(instance), "Settings of the EC2 instance that are not user data."),
        Field("docker", .object(docker), "The container engine."),
        Field("storage", .object(storage), "Disks, volumes, files, folders and links."),
        Field("systemd", .object(ButaneSchema.systemd), "Units, in Butane's words."),
        Field("passwd", .object(ButaneSchema.passwd), "Users and groups, in Butane's words."),
        Field("ssh", .object(ssh), "The SSH server."),
        Field("time", .object(time), "Clock synchronisation."),
        Field(
            "sysctl", .map(.oneOf([.integer(Int.min...Int.max), .string(.singleLine)]), keys: .sysctlName),
            "Kernel parameters, written to `/etc/sysctl.d/90-basalt.conf`."),
        Field("kernel_modules", .strings(.moduleName), "Kernel modules to load at boot."),
        Field(
            "certificates", .strings(.nonEmpty),
            "PEM files of certificate authorities that the host, the engine and Ignition trust."),
        Field("proxy", .object(proxy), "The HTTP proxy of the host and its engine."),
        Field("cluster", .object(cluster), "The cluster that the host joins."),
        Field(
            "containers", .list(.object(container), merge: .byKey(["name"])),
            "Containers that run exactly once on every host, started by systemd."),
        Field(
            "secrets", .list(.object(secret), merge: .byKey(["name"])),
            "References to secrets that the host fetches at boot into `/run/basalt/secrets`. Never values."),
        Field(
            "include", .list(.object(include), merge: .replace),
            "Templates and existing Butane files that are part of the host; a later list replaces an earlier one."),
    ]

    static let include = ObjectType(
        [
            Field(
                "template", .string(.nonEmpty),
                "A template's name (your own folder first, then the shipped ones) or file."),
            Field("with", .map(.anything), "The template's parameters."),
            Field(
                "butane", .string(.nonEmpty), "A Butane file of variant `fcos` or `flatcar`, relative to this profile."),
        ], keyOfText: { $0.hasSuffix(".bu") ? "butane" : "template" })

    static let instance = ObjectType([
        Field("metadata_options", .object(metadataOptions), "How the instance metadata service answers."),
        Field(
            "user_data_prefix", .string(.s3Location),
            "Where user data goes that is over EC2's limit even when compressed: `s3://bucket/prefix`."),
    ])

    static let metadataOptions = ObjectType([
        Field("http_tokens", .text(["required", "optional"]), "`required` allows IMDSv2 only."),
        Field(
            "http_put_response_hop_limit", .integer(1...64),
            "Network hops that a token may travel: 1 keeps it from bridged containers."),
        Field("http_endpoint", .text(["enabled", "disabled"]), "Whether the metadata service answers at all."),
        Field("instance_metadata_tags", .text(["enabled", "disabled"]), "Whether the instance's tags can be read."),
    ])
}

/// Operating systems that profiles are rendered for.
package enum TargetOS: String, CaseIterable, Sendable {
    case basalt, flatcar, fcos
    case cloudInit = "cloud-init"
}
