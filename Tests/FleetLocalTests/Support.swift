import Fleet
import FleetLocal
import Foundation
import Machines
import Synchronization
import TestSupport
import Testing
import Values

/// A computer of the imagination: machines are names, and every step can fail.
final class FakeComputer: LocalComputer {
    struct State {
        var time = Timestamp(seconds: 1_790_000_000)
        var running: [String: MachineSettings] = [:]
        var starts: [String] = []
        var memory: Int? = 64 << 30
        var busyPorts: Set<UInt16> = []
        var nextPort: UInt16 = 40_000
        var isSwitchRunning = false
        /// Thrown once: before the n-th start does anything, or after it did everything.
        var failsBeforeStart: Int?
        var failsAfterStart: Int?
        /// Whether machines are refused for good.
        var refusesStart = false
        var removed: [String] = []
    }

    let state = Mutex(State())

    func now() -> Timestamp { state.withLock { $0.time } }
    func availableMemory() -> Int? { state.withLock { $0.memory } }

    func freePort(_ wanted: UInt16?) -> UInt16? {
        state.withLock { state in
            if let wanted { return state.busyPorts.contains(wanted) ? nil : wanted }
            state.nextPort += 1
            return state.nextPort
        }
    }

    func isSwitchRunning(_ folder: NetworkFolder) -> Bool { state.withLock { $0.isSwitchRunning } }
    func startSwitch(_ folder: NetworkFolder) { state.withLock { $0.isSwitchRunning = true } }
    func stopSwitch(_ folder: NetworkFolder) { state.withLock { $0.isSwitchRunning = false } }
    func isRunning(_ machine: String) -> Bool { state.withLock { $0.running[machine] != nil } }

    func start(_ machine: String, _ settings: MachineSettings, _ architecture: Architecture) throws(ServiceFailure) {
        let crash = ServiceFailure(.unavailable, "killed")
        if state.withLock({ $0.refusesStart }) { throw ServiceFailure(.refused, "the port is taken") }
        let fails = state.withLock { state in
            let number = state.starts.count + 1
            if state.failsBeforeStart == number {
                state.failsBeforeStart = nil
                return true
            }
            if state.running[machine] == nil { state.starts.append(machine) }
            state.running[machine] = settings
            guard state.failsAfterStart == number else { return false }
            state.failsAfterStart = nil
            return true
        }
        if fails { throw crash }
    }

    func stop(_ machine: String) { state.withLock { $0.running[machine] = nil } }
    func remove(_ machine: String) { state.withLock { if $0.starts.contains(machine) { $0.removed.append(machine) } } }
    func metadataCommand(_ machine: String) -> [String] { ["/bin/basalt", "local-metadata", machine] }
}

struct FakeImages: LocalImages {
    var images = ["sha256:1": LocalImage(disk: "/d", diskSize: 1 << 28, architecture: .x86_64, verdict: .passed)]

    func image(_ id: String) -> LocalImage? { images[id] }
}

/// A fleet of machines of the imagination, with its state in a real folder.
struct Rehearsal {
    let computer = FakeComputer()
    let folder: NetworkFolder
    var settings = LocalSettings(
        fleet: "workers", network: "demo", memory: ByteSize(bytes: 512 << 20), processors: 1, ports: [8080])
    var images = FakeImages()

    static let configuration = HostConfiguration(
        userData: Array(#"{"ignition":{"version":"3.3.0"}}"#.utf8), devices: ["/dev/sdf"])
    static let digest = HostDigest(image: "sha256:1", configuration: configuration.text, settings: "s")

    init(_ state: String) throws {
        folder = try NetworkFolder(state: state, network: "demo")
        try folder.keep(Self.configuration, for: Self.digest)
    }

    var cloud: LocalCloud { LocalCloud(settings, in: folder, images: images, on: computer) }

    func instances(run: String) async throws -> [Instance] { try await cloud.instances(run: run) }
    func launch(_ request: LaunchRequest) async throws -> [Instance] { try await cloud.launch(request) }
    func terminate(_ ids: [String]) async throws -> [String: ServiceFailure] { try await cloud.terminate(ids) }
    func isLaunchable(_ image: String) async throws -> Bool { try await cloud.isLaunchable(image) }
    func isolate(_ id: String, until: Timestamp) async throws { try await cloud.isolate(id, until: until) }

    func request(_ token: String = "t1", count: Int = 2, run: String = "run-1") -> LaunchRequest {
        LaunchRequest(
            token: token, count: count, placement: settings.placement,
            spec: HostSpec(image: "sha256:1", imageName: "swarm@1.0.0", digest: Self.digest),
            tags: HostTags(host: Self.digest, run: run, slot: "add-1", attempt: 1))
    }

    static func with(_ body: (Rehearsal) async throws -> Void) async throws {
        let path = "/tmp/basalt-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(try Rehearsal(path))
    }
}
