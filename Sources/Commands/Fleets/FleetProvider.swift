import Documents
import Fleet

/// Where a fleet's hosts come from and what runs on them, opened for one verb. Every provider of the fleet file has one
/// conformer; `FleetProviders` chooses.
protocol FleetProvider {
    var cloud: any Cloud { get }
    var workload: any Workload { get }
    var clock: any Clock { get }
    /// What hosts should be made from now: the image resolved to its immutable ID, the user data rendered, the launch
    /// settings. Asked before a plan is made.
    /// - Throws: an exit code, when the reason has been shown.
    func target() async throws -> FleetTarget
    /// Keeps whatever launching the target needs, by its digest, before a run begins: a later process can resume the run
    /// then, or go back to it.
    func keepTarget() async throws
    /// In what new hosts will differ from the old ones that a plan names, one line each; empty where nothing more is known
    /// than the plan's reasons.
    func differences(_ plan: Plan) -> [String]
}

extension FleetProvider {
    func keepTarget() async throws {}
    func differences(_ plan: Plan) -> [String] { [] }
}

/// What a fleet should be, as its provider resolved it.
struct FleetTarget {
    /// How many hosts the fleet has.
    let count: Int
    let spec: HostSpec
    /// Where new hosts may stand, in order of preference.
    let placements: [Placement]
    /// How many hosts the account's quota, and the subnets' free addresses, allow beyond those that run; nil where that is
    /// not known.
    var quota: Int?
    var addresses: Int?
}

/// What a provider is opened with.
struct FleetContext: Sendable {
    /// The fleet file, or what the run that is resumed was started with.
    let file: FleetFile
    /// `--image`, else the file's.
    let image: String
    /// What outlives verbs: journals, locks, and what providers keep.
    let state: FleetState
    let store: StoreOptions
    let report: Report
}

/// Where providers plug in.
enum FleetProviders {
    /// Runs `body` with the fleet's provider; what it holds open is closed afterwards.
    static func with<Result>(
        _ context: FleetContext, _ body: (any FleetProvider) async throws -> Result
    ) async throws -> Result {
        switch context.file.provider {
        case .simulator(let settings): try await body(SimulatorProvider(settings, context))
        case .local(let settings): try await LocalProvider.with(settings, context, body)
        case .ec2(let settings): try await EC2Provider.with(settings, context, body)
        case .autoscaling:
            throw context.report.failure(
                .unsupportedByTarget, "this version cannot run fleets of the provider `\(context.file.provider.name)`",
                remedy: "rehearse it with `provider: {simulator: {count: \(context.file.provider.count ?? 3)}}`",
                ExitStatus.unavailable)
        }
    }
}
