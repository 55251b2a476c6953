import Documents
import Values

extension Vocabulary {
    /// All of Ignition's own words.
    var config: ObjectType {
        object([field("ignition", .object(ignition), "Ignition's own settings.", required: true)] + body)
    }

    /// The sections that Butane and Ignition share, besides `ignition`.
    var body: [Row] {
        [
            field(
                "kernelArguments", .object(kernelArguments), "Arguments of the kernel's command line.",
                since: Specification.v3_3),
            field("passwd", .object(passwd), "Users and groups."),
            field("storage", .object(storage), "Disks, file systems and files."),
            field("systemd", .object(systemd), "Units."),
        ]
    }

    /// In Butane's words without the version, which the dialect decides.
    var ignition: ObjectType {
        let version = [field("version", .text, "The specification that this configuration follows.", required: true)]
        return object(
            (language == .ignition ? version : []) + [
                field("config", .object(furtherConfigs), "Further configurations."),
                field("timeouts", .object(timeouts), "How long fetching may take."),
                field("security", .object(security), "What is trusted while fetching."),
                field("proxy", .object(proxy), "Proxies used while fetching.", since: Specification.v3_1),
            ])
    }

    private var furtherConfigs: ObjectType {
        object([
            field(
                "merge", list(resource(isFile: false), by: "source"),
                "Configurations that are merged over this one, in this order."),
            field("replace", .object(resource(isFile: false)), "A configuration that takes this one's place."),
        ])
    }

    private var timeouts: ObjectType {
        object([
            field("httpResponseHeaders", .count, "Seconds to wait for a server's first answer, 10 by default."),
            field("httpTotal", .count, "Seconds for a whole fetch; 0 for no limit."),
        ])
    }

    private var security: ObjectType {
        let certificates = list(resource(isFile: false), by: "source")
        return object([
            field(
                "tls",
                .object(
                    object([
                        field("certificateAuthorities", certificates, "Certificates in PEM that Ignition trusts too.")
                    ])),
                "Trust in servers.")
        ])
    }

    private var proxy: ObjectType {
        let since = Specification.v3_1
        return object([
            field("httpProxy", .text, "The proxy for http sources.", since: since),
            field("httpsProxy", .text, "The proxy for https sources.", since: since),
            field("noProxy", texts, "Hosts that are reached without a proxy.", since: since),
        ])
    }

    var kernelArguments: ObjectType {
        let since = Specification.v3_3
        return object([
            field("shouldExist", texts, "Arguments that are added where they are missing.", since: since),
            field("shouldNotExist", texts, "Arguments that are removed.", since: since),
        ])
    }
}
