import Fleet
import Synchronization
import Testing
import Values

@testable import FleetLocal

struct EndingTests {
    @Test func `a terminated machine leaves nothing but its name, and the switch goes with the last`() async throws {
        try await Rehearsal.with { rehearsal in
            let ids = try await rehearsal.launch(rehearsal.request()).map(\.id)
            let refused = try await rehearsal.terminate([ids[0]])
            #expect(refused.isEmpty)
            #expect(rehearsal.computer.state.withLock { $0.isSwitchRunning && $0.running.count == 1 })
            #expect(rehearsal.computer.state.withLock { $0.removed } == [rehearsal.folder.machineFolder(ids[0])])
            let refusedAgain = try await rehearsal.terminate(ids)
            #expect(refusedAgain.isEmpty, "an instance that is gone is accepted")
            #expect(rehearsal.computer.state.withLock { !$0.isSwitchRunning && $0.running.isEmpty })
            let seen = try await rehearsal.instances(run: "")
            #expect(seen.map(\.state) == [.terminated, .terminated])
            let again = try await rehearsal.launch(rehearsal.request())
            #expect(again.map(\.state) == [.terminated, .terminated], "its token launches no other")
        }
    }

    @Test func `an unknown machine is taken for one that is gone`() async throws {
        try await Rehearsal.with { rehearsal in
            let refused = try await rehearsal.terminate(["i-0", "../../etc"])
            #expect(refused.isEmpty)
        }
    }

    @Test func `terminated machines are described for an hour and remembered for a day`() async throws {
        try await Rehearsal.with { rehearsal in
            let ids = try await rehearsal.launch(rehearsal.request(count: 1)).map(\.id)
            _ = try await rehearsal.terminate(ids)
            rehearsal.computer.state.withLock { $0.time = $0.time + 3601 }
            let seen = try await rehearsal.instances(run: "")
            #expect(seen.isEmpty)
            let launched = try await rehearsal.launch(rehearsal.request(count: 1))
            #expect(launched.map(\.state) == [.terminated])
            rehearsal.computer.state.withLock { $0.time = $0.time + 86_400 }
            _ = try await rehearsal.terminate([])
            #expect(try rehearsal.folder.records().isEmpty)
        }
    }

    @Test func `an isolated machine stands still as evidence until its time is over`() async throws {
        try await Rehearsal.with { rehearsal in
            let id = try await rehearsal.launch(rehearsal.request(count: 1))[0].id
            let until = rehearsal.computer.now() + 600
            try await rehearsal.isolate(id, until: until)
            let kept = try await rehearsal.instances(run: "")
            #expect(kept.map(\.state) == [.stopped] && kept.map(\.isKept) == [true])
            #expect(rehearsal.computer.state.withLock { $0.running.isEmpty && $0.removed.isEmpty })
            rehearsal.computer.state.withLock { $0.time = $0.time + 601 }
            _ = try await rehearsal.terminate([])
            #expect(rehearsal.computer.state.withLock { $0.removed } == [rehearsal.folder.machineFolder(id)])
            let seen = try await rehearsal.instances(run: "")
            #expect(seen.map(\.state) == [.terminated])
        }
    }

    @Test func `a fleet sees its own machines and its run's, and never another fleet's`() async throws {
        try await Rehearsal.with { rehearsal in
            _ = try await rehearsal.launch(rehearsal.request(count: 1))
            var other = rehearsal
            other.settings = LocalSettings(
                fleet: "managers", network: "demo", memory: ByteSize(bytes: 512 << 20), processors: 1, ports: [])
            let seen = try await other.instances(run: "")
            #expect(seen.isEmpty)
            let run = try await other.instances(run: "run-1")
            #expect(run.count == 1)
            _ = try await other.launch(other.request("x", count: 1, run: "run-2"))
            _ = try await rehearsal.terminate(try await rehearsal.instances(run: "").map(\.id))
            #expect(rehearsal.computer.state.withLock { $0.isSwitchRunning }, "the other fleet's machine needs it")
        }
    }

    @Test func `the end of a network ends all that is in it, kept evidence too`() async throws {
        try await Rehearsal.with { rehearsal in
            let ids = try await rehearsal.launch(rehearsal.request()).map(\.id)
            try await rehearsal.isolate(ids[0], until: rehearsal.computer.now() + 600)
            let count = try await rehearsal.cloud.terminateAll()
            #expect(count == 2)
            #expect(
                rehearsal.computer.state.withLock { $0.running.isEmpty && $0.removed.count == 2 && !$0.isSwitchRunning }
            )
            let seen = try await rehearsal.instances(run: "")
            #expect(seen.allSatisfy { $0.state == .terminated })
        }
    }

    @Test func `machines are impaired while their switch is gone`() async throws {
        try await Rehearsal.with { rehearsal in
            _ = try await rehearsal.launch(rehearsal.request(count: 1))
            rehearsal.computer.state.withLock { $0.isSwitchRunning = false }
            let seen = try await rehearsal.instances(run: "")
            #expect(seen.map(\.check) == [.impaired])
        }
    }

    @Test(arguments: [
        ([], Instance.Check.initializing), (["basalt: 3.5 initramfs"], .initializing),
        (["basalt: 3.5 initramfs", "[  41.0] x basalt: 41.02 multi-user"], .ok),
        (["basalt: 41.02 multi-user", "Kernel panic - not syncing: out of memory"], .impaired),
        (["basalt: 2.0 FAILED: no root"], .impaired),
    ])
    func `the console tells how a machine is`(_ lines: [String], _ check: Instance.Check) {
        #expect(ConsoleCheck.check(lines) == check)
    }
}
