import Fleet
import FleetSimulator

/// `provider.simulator`: every verb works as on real hosts, and nothing is launched.
struct SimulatorProvider: FleetProvider {
    private let rehearsal: Rehearsal
    private let settings: SimulatorSettings
    private let context: FleetContext
    private let configuration: String

    /// - Throws: an exit code, when what is wrong with the profile has been shown.
    init(_ settings: SimulatorSettings, _ context: FleetContext) throws {
        self.settings = settings
        self.context = context
        configuration = Fingerprint.of(String(decoding: try context.userData().bytes, as: UTF8.self))
        let configuration = configuration
        rehearsal = Rehearsal(
            settings, fleet: context.file.name, folder: context.state + "/simulator",
            usesTargets: !context.file.workload.targetGroups.isEmpty,
            first: settings.image.map { Self.spec($0, configuration) })
    }

    var cloud: any Cloud { rehearsal.cloud }
    var workload: any Workload { rehearsal.workload }
    var clock: any Clock { rehearsal.clock }

    func target() async throws -> FleetTarget {
        FleetTarget(
            count: settings.count, spec: Self.spec(context.image, configuration), placements: rehearsal.placements)
    }

    private static func spec(_ image: String, _ configuration: String) -> HostSpec {
        let identity = Rehearsal.identity(of: image)
        return HostSpec(
            image: identity, imageName: image,
            digest: HostDigest(image: identity, configuration: configuration, settings: "simulated"))
    }
}
