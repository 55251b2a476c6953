import Documents
import Fleet
import FleetLocal
import Glibc
import Images
import Machines
import Provisioning
import Values
import Workloads

/// `provider.local`: QEMU machines on this computer.
struct LocalProvider: FleetProvider {
    private let local: LocalCloud
    private let settings: LocalSettings
    private let folder: NetworkFolder
    private let count: Int
    private let context: FleetContext
    let workload: any Workload

    /// Runs `body` with the provider; connections to the cluster are closed afterwards.
    static func with<Result>(
        _ provider: Fleet.LocalProvider, _ context: FleetContext, _ body: (any FleetProvider) async throws -> Result
    ) async throws -> Result {
        let file = context.file
        let settings = LocalSettings(
            fleet: file.name, network: provider.network, memory: provider.memory, processors: provider.cpus,
            ports: ports(of: file), forwards: provider.forwards)
        let folder = try NetworkFolder(state: context.state.folder, network: provider.network)
        let images = StoreImages(store: try context.store.open(context.report))
        let cloud = LocalCloud(settings, in: folder, images: images, on: ThisComputer(program: ownProgram()))
        return try await FleetWorkloads.with(file.workload, LocalHosts(cloud: cloud), context.report) { workload in
            try await body(
                LocalProvider(
                    local: cloud, settings: settings, folder: folder, count: provider.count, context: context,
                    workload: workload))
        }
    }

    /// Every machine of a private network.
    static func network(_ name: String, state: String) throws(ServiceFailure) -> LocalCloud {
        let settings = LocalSettings(
            fleet: "", network: name, memory: ByteSize(bytes: 0), processors: 0, ports: [])
        let folder = try NetworkFolder(state: state, network: name)
        return LocalCloud(settings, in: folder, images: NoImages(), on: ThisComputer(program: ownProgram()))
    }

    var cloud: any Cloud { local }
    var clock: any Clock { SystemClock() }

    func target() async throws -> FleetTarget {
        let entry = try context.report.find(context.image, in: try context.store.open(context.report))
        let configuration = try context.withProfile { profile, diagnostics in
            profile.renderWhole(into: &diagnostics).map {
                HostConfiguration(userData: $0.bytes, devices: profile.devices)
            }
        }
        let image = entry.manifest.diskDigest.description
        let digest = HostDigest(image: image, configuration: configuration.text, settings: settings.text)
        try folder.keep(configuration, for: digest)
        return FleetTarget(
            count: count, spec: HostSpec(image: image, imageName: entry.manifest.reference, digest: digest),
            placements: [settings.placement])
    }

    /// Ports that have to be reached from here: those of the gates, and the engine's, which is asked to leave.
    private static func ports(of file: FleetFile) -> [UInt16] {
        let gates = file.gates.compactMap { gate in
            switch gate {
            case .http(let port, _, _, _), .tcp(let port, _): UInt16(exactly: port)
            case .instanceStatus, .workloadJoined, .targetHealth, .command, .alarm: nil
            }
        }
        let isSwarm = if case .swarm? = file.workload.cluster { true } else { false }
        return gates + (isSwarm ? FleetWorkloads.enginePort : [])
    }

    /// This very program, for the processes that outlive it.
    private static func ownProgram() -> String {
        guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
        defer { free(path) }
        return String(cString: path)
    }
}

/// For what launches nothing.
private struct NoImages: LocalImages {
    func image(_ id: String) -> LocalImage? { nil }
}

/// Images of the store by their disks' digests.
private struct StoreImages: LocalImages {
    let store: ImageStore

    func image(_ id: String) throws(ServiceFailure) -> LocalImage? {
        let entries: [ImageStore.Entry]
        do throws(ImageStore.Failure) { entries = try store.entries() } catch {
            throw ServiceFailure(.image, "the image store `\(store.path)` cannot be read")
        }
        guard let entry = entries.first(where: { $0.manifest.diskDigest.description == id }) else { return nil }
        return LocalImage(
            disk: entry.file(ImageFiles.disk), diskSize: Int(clamping: entry.manifest.diskSize),
            architecture: entry.manifest.architecture == "aarch64" ? .aarch64 : .x86_64,
            verdict: Self.verdict(entry))
    }

    /// A verdict of other bytes, or one that cannot be read, is none.
    private static func verdict(_ entry: ImageStore.Entry) -> LocalImage.Verdict {
        let path = entry.file(ImageFiles.verdict)
        guard let bytes = try? DiskFiles().read(path, limit: 16 << 20),
            let verdict = try? Verdict.parse(bytes, named: path), verdict.disk == entry.manifest.diskDigest
        else { return .untested }
        return verdict.passed ? .passed : .failed
    }
}

/// Local machines as the cluster and the gates reach them.
private struct LocalHosts: HostDirectory {
    let cloud: LocalCloud

    func address(of id: String) throws(ServiceFailure) -> String? { try cloud.address(of: id) }

    func endpoint(of id: String, port: Int) throws(ServiceFailure) -> HostPort? {
        guard let port = UInt16(exactly: port) else { return nil }
        return try cloud.endpoint(of: id, port: port).map { HostPort(host: "127.0.0.1", port: Int($0)) }
    }
}
