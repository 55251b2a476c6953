import Fleet
import FleetSimulator
import Provisioning

/// `provider.simulator`: every verb works as on real hosts, and nothing is launched.
struct SimulatorProvider: FleetProvider {
    private let rehearsal: Rehearsal
    private let settings: SimulatorSettings
    private let context: FleetContext

    /// - Throws: an exit code, when what is wrong with the profile has been shown.
    init(_ settings: SimulatorSettings, _ context: FleetContext) throws {
        self.settings = settings
        self.context = context
        let folder = context.state.folder + "/simulator"
        // The profile matters to the first hosts only; a run that is resumed may have outlived it.
        let isNew = !Rehearsal.isThere(context.file.name, in: folder)
        rehearsal = Rehearsal(
            settings, fleet: context.file.name, folder: folder,
            usesTargets: !context.file.workload.balancers.isEmpty,
            first: isNew ? try settings.image.map { Self.spec($0, try Self.configuration(context)) } : nil)
    }

    var cloud: any Cloud { rehearsal.cloud }
    var workload: any Workload { rehearsal.workload }
    var clock: any Clock { rehearsal.clock }

    func target() async throws -> FleetTarget {
        FleetTarget(
            count: settings.count, spec: Self.spec(context.image, try Self.configuration(context)),
            placements: rehearsal.placements)
    }

    private static func configuration(_ context: FleetContext) throws -> String {
        Fingerprint.of(String(decoding: try context.userData().bytes, as: UTF8.self))
    }

    /// An image exists by being named: its name is its immutable ID.
    private static func spec(_ image: String, _ configuration: String) -> HostSpec {
        HostSpec(
            image: image, imageName: image,
            digest: HostDigest(image: image, configuration: configuration, settings: "simulated"))
    }
}
