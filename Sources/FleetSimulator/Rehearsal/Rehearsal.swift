import Documents
package import Fleet
import Glibc
import Values

/// A fleet on paper that outlives processes: the simulated cloud of the tests, with its truth in a file. Every call reads
/// the file, and writes what it changed, while no other process does so: whoever is killed loses nothing.
package final class Rehearsal {
    let settings: SimulatorSettings
    private let path: String
    private let usesTargets: Bool
    /// What the hosts run at first; nil where the fleet starts empty.
    private let first: HostSpec?
    private let wallClock: any Clock
    private var known: (world: World, text: [UInt8])?

    /// - Parameters:
    ///   - folder: where the fleet's file is; made with the first change.
    ///   - first: what `settings.image` is made from.
    package init(
        _ settings: SimulatorSettings, fleet: String, folder: String, usesTargets: Bool, first: HostSpec?,
        wallClock: any Clock = SystemClock()
    ) {
        self.settings = settings
        self.usesTargets = usesTargets
        self.first = first
        self.wallClock = wallClock
        path = Self.path(fleet, folder)
    }

    private static func path(_ fleet: String, _ folder: String) -> String { "\(folder)/\(fleet).json" }

    /// Whether a fleet has been rehearsed before.
    package static func isThere(_ fleet: String, in folder: String) -> Bool {
        access(path(fleet, folder), F_OK) == 0
    }

    package var cloud: any Cloud { RehearsalCloud(rehearsal: self) }
    package var workload: any Workload { RehearsalWorkload(rehearsal: self) }
    package var clock: any Clock { RehearsalClock(rehearsal: self, wallClock: wallClock) }

    /// The zones' names with the one kind of machine that the simulation has.
    package var placements: [Placement] {
        (1...max(1, settings.zones)).map { Placement(zone: "zone-\($0)", subnet: "subnet-\($0)", type: "simulated") }
    }

    /// Runs `body` on the truth of now.
    func exclusive<Value>(_ body: (World) async throws(ServiceFailure) -> Value) async throws(ServiceFailure) -> Value {
        let guarded = try take()
        let world: World
        do throws(StoreFailure) { world = try load() } catch { throw ServiceFailure(.unavailable, error.message) }
        let result: Result<Value, ServiceFailure>
        do throws(ServiceFailure) { result = .success(try await body(world)) } catch { result = .failure(error) }
        do throws(StoreFailure) { try save(world) } catch { throw ServiceFailure(.unavailable, error.message) }
        _ = consume guarded
        return try result.get()
    }

    private func take() throws(ServiceFailure) -> StoreFile.Guard {
        do throws(StoreFailure) { return try StoreFile.Guard.take(path + ".guard") } catch {
            throw ServiceFailure(.unavailable, error.message)
        }
    }

    /// The simulation's time.
    func now() -> Timestamp {
        do throws(StoreFailure) { return try load().now } catch { return known?.world.now ?? wallClock.now() }
    }

    /// Lets time pass.
    func pass(_ seconds: Int) {
        do throws(StoreFailure) {
            let guarded = try StoreFile.Guard.take(path + ".guard")
            let world = try load()
            world.now = world.now + seconds
            try save(world)
            _ = consume guarded
        } catch {
            // The next call says what is wrong with the file.
        }
    }

    private func load() throws(StoreFailure) -> World {
        guard let bytes = try StoreFile.read(path) else { return begin() }
        // Most calls follow one of the same process.
        if let known, known.text == bytes { return known.world }
        guard let node = Record.read(bytes, name: path),
            let world = World(json: node, faults: faults, usesTargets: usesTargets)
        else { throw StoreFailure(.damaged, "`\(path)` is no simulated fleet; remove it to begin anew") }
        known = (world, bytes)
        return world
    }

    private func save(_ world: World) throws(StoreFailure) {
        let bytes = JSONWriter.bytes(world.json, .compact)
        if let known, known.world === world, known.text == bytes { return }
        // What is only rehearsed need not outlast a loss of power.
        try StoreFile.replace(path, with: bytes, isNew: false, isLasting: false)
        known = (world, bytes)
    }

    private func begin() -> World {
        let world = World(
            seed: settings.seed, faults: faults, lies: [], usesTargets: usesTargets,
            start: settings.start ?? wallClock.now())
        guard let first else { return world }
        let placements = placements
        for index in 0..<settings.count {
            world.addOld(
                placements[index % placements.count], spec: first,
                isManager: index >= settings.count - settings.managers,
                fault: faults.olds[index + 1])
        }
        return world
    }

    private var faults: Faults {
        var faults = Faults()
        for (image, fault) in settings.broken { faults.images[image] = Self.host(fault) }
        for zone in settings.fullZones { faults.zones["zone-\(zone)"] = .refused(.capacity) }
        for place in 0..<settings.stuckHosts { faults.olds[place + 1] = .neverDrains }
        return faults
    }

    private static func host(_ fault: SimulatorSettings.HostFault) -> Faults.Host {
        switch fault {
        case .neverBoots: .neverBoots
        case .impaired: .impaired
        case .neverJoins: .neverJoins
        case .neverWell: .neverWell
        case .flaps: .flaps
        }
    }
}
