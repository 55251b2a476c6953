import Fleet
import FleetLocal
import Foundation
import Machines
import Synchronization
import Testing
import Values

/// The engine over local machines, with time of the imagination.
struct RotationTests {
    /// The computer's own time, which passes only while somebody sleeps.
    private struct ComputersClock: Fleet.Clock {
        let computer: FakeComputer

        func now() -> Timestamp { computer.now() }
        func sleep(seconds: Int) { computer.state.withLock { $0.time = $0.time + seconds } }
        func local(_ time: Timestamp, in timezone: String) -> LocalTime? { nil }
    }

    /// Every machine that runs is a member, and nothing runs on it.
    private final class Members: Workload, Sendable {
        private let changed = Mutex<[HostChange: Set<String>]>([:])

        private func has(_ change: HostChange, _ id: String) -> Bool {
            changed.withLock { $0[change]?.contains(id) ?? false }
        }

        func members(of instances: [Instance]) -> MemberReport {
            var members: [String: Member] = [:]
            for instance in instances where instance.state == .running {
                members[instance.id] = Member(
                    isReady: !has(.leave, instance.id), isCordoned: has(.cordon, instance.id))
            }
            return MemberReport(members: members, quorum: nil)
        }

        func perform(_ change: HostChange, on instance: Instance) {
            changed.withLock { _ = $0[change, default: []].insert(instance.id) }
        }

        func reading(of gate: Gate, on instance: Instance) -> GateReading { .pass }
    }

    private let first = HostSpec(image: "sha256:1", imageName: "swarm@1.0.0", digest: Rehearsal.digest)
    private let second = HostSpec(
        image: "sha256:2", imageName: "swarm@2.0.0",
        digest: HostDigest(image: "sha256:2", configuration: Rehearsal.configuration.text, settings: "s"))

    private func rehearse(
        _ body: (Rehearsal, DirectoryStore) async throws -> Void
    ) async throws {
        try await Rehearsal.with { rehearsal in
            var rehearsal = rehearsal
            rehearsal.images.images["sha256:2"] = LocalImage(
                disk: "/e", diskSize: 1 << 28, architecture: .x86_64, verdict: .passed)
            try rehearsal.folder.keep(Rehearsal.configuration, for: second.digest)
            let path = "/tmp/basalt-\(UUID().uuidString.prefix(8))"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try await body(rehearsal, DirectoryStore(root: path))
        }
    }

    private func services(_ rehearsal: Rehearsal, _ store: DirectoryStore) -> Services {
        Services(
            cloud: rehearsal.cloud, workload: Members(), clock: ComputersClock(computer: rehearsal.computer),
            store: store)
    }

    private func plan(
        _ run: String, _ wanted: HostSpec, _ rehearsal: Rehearsal, _ store: DirectoryStore
    ) async throws -> Plan {
        var policy = Policy(count: 2)
        (policy.canaryBake, policy.bake) = (.minutes(1), .minutes(1))
        let observed = try await services(rehearsal, store).observe(run: "", policy)
        return FleetPlanner.plan(
            observed: observed,
            wanted: Wanted(
                run: run, fleet: "workers", spec: wanted, previous: wanted == first ? nil : first,
                placements: [rehearsal.settings.placement]), policy: policy)
    }

    /// Carries a plan out; each process has a few turns, the next one goes on. What bakes must be watched by one.
    private func carryOut(_ plan: Plan, _ rehearsal: Rehearsal, _ store: DirectoryStore) async throws -> Ending {
        try store.create(plan)
        let services = services(rehearsal, store)
        for number in 0..<20 {
            var runner = Runner(plan, services, owner: "process-\(number)")
            do throws(Ending) {
                for _ in 0..<12 {
                    let seconds = try await runner.tick()
                    rehearsal.computer.state.withLock { $0.time = $0.time + seconds }
                }
                await runner.release()
            } catch {
                await runner.release()
                return error
            }
        }
        return .interrupted
    }

    @Test(arguments: [0, 1, 2, 3, 4, -1, -2, -3, -4])
    func `a fleet of machines is replaced whichever start is cut off, and then nothing is left to do`(
        cutOff number: Int
    ) async throws {
        try await rehearse { rehearsal, store in
            rehearsal.computer.state.withLock {
                if number > 0 { $0.failsBeforeStart = number } else if number < 0 { $0.failsAfterStart = -number }
            }
            let began = try await carryOut(try await plan("run-1", first, rehearsal, store), rehearsal, store)
            #expect(began == .finished(.done))
            let old = try await rehearsal.instances(run: "").filter { $0.state == .running }.map(\.id)
            #expect(old.count == 2)
            let replaced = try await carryOut(try await plan("run-2", second, rehearsal, store), rehearsal, store)
            #expect(replaced == .finished(.done))
            #expect(
                rehearsal.computer.state.withLock {
                    $0.failsBeforeStart == nil && $0.failsAfterStart == nil && $0.starts.count == 4
                })
            let live = try await rehearsal.instances(run: "").filter { $0.state != .terminated }
            #expect(live.count == 2 && live.allSatisfy { $0.image == "sha256:2" && !old.contains($0.id) })
            #expect(rehearsal.computer.state.withLock { $0.running.count } == 2)
            #expect(
                Set(rehearsal.computer.state.withLock { $0.removed }).isSuperset(
                    of: old.map(rehearsal.folder.machineFolder)))
            let again = try await plan("run-3", second, rehearsal, store)
            #expect(again.isEmpty)
        }
    }
}
