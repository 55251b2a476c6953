import Documents
import Fleet
import HTTP
import Workloads

/// What runs on a fleet's hosts, opened for one verb.
enum FleetWorkloads {
    /// Runs `body` with the workload that a fleet file names; connections and tunnels are closed afterwards.
    static func with<Result>(
        _ settings: WorkloadSettings, _ directory: any HostDirectory, _ report: Report,
        _ body: (any Workload) async throws -> Result
    ) async throws -> Result {
        try await WebClient.with(options, agent: "basalt/\(BasaltCommand.version)") { client in
            let probe = HostProbe(client, directory)
            switch settings.cluster {
            case nil: return try await body(PlainWorkload(probe))
            case .swarm(let manager)?:
                guard let address = EngineAddress(manager) else {
                    throw report.failure(
                        .wrongArgument, "`\(printable(manager))` is no address of an engine", ExitStatus.invalidInput)
                }
                let access = EngineAccess(client, usesTLS: usesTLS)
                return try await EngineTunnel.with(address) { socket in
                    try await body(
                        SwarmWorkload(
                            manager: try access.engine(at: address, socket: socket), access: access,
                            directory: directory, probe: probe))
                }
            case .kubernetes?:
                throw report.failure(
                    .unsupportedByTarget, "this version cannot drain the hosts of a Kubernetes cluster",
                    remedy: "name a Docker Swarm, or no workload", ExitStatus.unavailable)
            }
        }
    }

    /// The port of a host's own engine.
    static var enginePort: [UInt16] { [usesTLS ? 2376 : 2375] }

    /// As the docker command does: a certificate authority, a certificate and its key in one folder.
    ///
    /// Source: docker(1), "Environment variables": DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.
    private static var usesTLS: Bool { Environment.value("DOCKER_TLS_VERIFY") != nil }

    private static var options: WebClient.Options {
        var options = WebClient.Options()
        options.connectTimeout = 5
        options.readTimeout = 30
        options.followsRedirections = false
        if usesTLS,
            let folder = Environment.value("DOCKER_CERT_PATH") ?? Environment.value("HOME").map({ $0 + "/.docker" })
        {
            options.certificates = folder + "/ca.pem"
            options.identity = (folder + "/cert.pem", folder + "/key.pem")
        }
        return options
    }
}
