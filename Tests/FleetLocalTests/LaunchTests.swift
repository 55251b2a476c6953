import Fleet
import Machines
import Synchronization
import Testing
import Values

@testable import FleetLocal

struct LaunchTests {
    @Test func `a launch makes machines that are alike, each with its own address and ports`() async throws {
        try await Rehearsal.with { rehearsal in
            let launched = try await rehearsal.launch(rehearsal.request())
            #expect(launched.count == 2 && Set(launched.map(\.id)).count == 2)
            #expect(launched.allSatisfy { $0.state == .running && $0.check == .initializing })
            #expect(launched.allSatisfy { $0.image == "sha256:1" && $0.tags.run == "run-1" && $0.clientToken == "t1" })
            let machines = rehearsal.computer.state.withLock { $0.running.values.map(\.self) }
            #expect(Set(machines.compactMap { $0.sharedNetwork?.hardwareAddress }).count == 2)
            #expect(Set(machines.flatMap { $0.forwards.map(\.host) }).count == 2)
            #expect(machines.allSatisfy { $0.network == .isolated && $0.dataDisks.map(\.serial) == ["ebs-sdf"] })
            let addresses = try launched.compactMap { try rehearsal.cloud.address(of: $0.id) }
            #expect(Set(addresses) == ["10.77.0.2", "10.77.0.3"])
            #expect(try rehearsal.cloud.endpoint(of: launched[0].id, port: 8080) != nil)
            #expect(try rehearsal.cloud.endpoint(of: launched[0].id, port: 22) == nil)
        }
    }

    @Test func `the same token answers with the same machines, and other parameters are refused`() async throws {
        try await Rehearsal.with { rehearsal in
            let first = try await rehearsal.launch(rehearsal.request())
            let again = try await rehearsal.launch(rehearsal.request())
            #expect(first.map(\.id) == again.map(\.id))
            #expect(rehearsal.computer.state.withLock { $0.starts.count } == 2)
            let error = await #expect(throws: ServiceFailure.self) {
                try await rehearsal.launch(rehearsal.request(count: 3))
            }
            #expect(error?.code == .tokenMismatch)
        }
    }

    @Test(arguments: [(1, true), (2, true), (1, false), (2, false)])
    func `a launch that was cut off is made whole by the same call`(_ number: Int, _ isBefore: Bool) async throws {
        try await Rehearsal.with { rehearsal in
            rehearsal.computer.state.withLock {
                if isBefore { $0.failsBeforeStart = number } else { $0.failsAfterStart = number }
            }
            await #expect(throws: ServiceFailure.self) { try await rehearsal.launch(rehearsal.request()) }
            let seen = try await rehearsal.instances(run: "run-1")
            #expect(seen.count == number, "what was begun is described")
            let launched = try await rehearsal.launch(rehearsal.request())
            #expect(launched.count == 2 && launched.allSatisfy { $0.state == .running })
            #expect(Set(seen.map(\.id)).isSubset(of: launched.map(\.id)))
            #expect(rehearsal.computer.state.withLock { $0.starts.count } == 2, "none was started twice")
        }
    }

    @Test func `a machine that was begun and never started is pending`() async throws {
        try await Rehearsal.with { rehearsal in
            rehearsal.computer.state.withLock { $0.failsBeforeStart = 1 }
            await #expect(throws: ServiceFailure.self) { try await rehearsal.launch(rehearsal.request()) }
            let seen = try await rehearsal.instances(run: "run-1")
            #expect(seen.map(\.state) == [.pending])
        }
    }

    @Test func `a machine that ended by itself stays so, and its token starts no other`() async throws {
        try await Rehearsal.with { rehearsal in
            let launched = try await rehearsal.launch(rehearsal.request(count: 1))
            rehearsal.computer.state.withLock { $0.running = [:] }
            let seen = try await rehearsal.instances(run: "")
            #expect(seen.map(\.state) == [.stopped])
            let again = try await rehearsal.launch(rehearsal.request(count: 1))
            #expect(again.map(\.id) == launched.map(\.id) && again.map(\.state) == [.stopped])
            #expect(rehearsal.computer.state.withLock { $0.starts.count } == 1)
        }
    }

    @Test func `a machine that is refused for good does not stay as one that comes`() async throws {
        try await Rehearsal.with { rehearsal in
            rehearsal.computer.state.withLock { $0.refusesStart = true }
            let error = await #expect(throws: ServiceFailure.self) {
                try await rehearsal.launch(rehearsal.request(count: 1))
            }
            #expect(error?.code == .refused)
            let seen = try await rehearsal.instances(run: "run-1")
            #expect(seen.map(\.state) == [.terminated])
        }
    }

    @Test func `without memory fewer machines come, and none is a lack of capacity`() async throws {
        try await Rehearsal.with { rehearsal in
            rehearsal.computer.state.withLock { $0.memory = 600 << 20 }
            let error = await #expect(throws: ServiceFailure.self) {
                try await rehearsal.launch(rehearsal.request())
            }
            #expect(error?.code == .capacity)
            let seen = try await rehearsal.instances(run: "run-1")
            #expect(seen.isEmpty)
        }
    }

    @Test func `a forwarded port belongs to one machine`() async throws {
        try await Rehearsal.with { rehearsal in
            var rehearsal = rehearsal
            rehearsal.settings = LocalSettings(
                fleet: "managers", network: "demo", memory: ByteSize(bytes: 512 << 20), processors: 1, ports: [2375],
                forwards: [2375: 12375])
            let launched = try await rehearsal.launch(rehearsal.request("a", count: 1))
            #expect(try rehearsal.cloud.endpoint(of: launched[0].id, port: 2375) == 12375)
            let error = await #expect(throws: ServiceFailure.self) {
                try await rehearsal.launch(rehearsal.request("b", count: 1))
            }
            #expect(error?.code == .capacity && error?.message.contains("12375") == true)
            let refused = try await rehearsal.terminate([launched[0].id])
            #expect(refused.isEmpty)
            let next = try await rehearsal.launch(rehearsal.request("b", count: 1))
            #expect(next.count == 1)
        }
    }

    @Test func `an image that is gone or failed its test is not launched`() async throws {
        try await Rehearsal.with { rehearsal in
            var rehearsal = rehearsal
            let isLaunchable = try await rehearsal.isLaunchable("sha256:1")
            #expect(isLaunchable)
            let isMissingLaunchable = try await rehearsal.isLaunchable("sha256:2")
            #expect(!isMissingLaunchable)
            rehearsal.images.images["sha256:1"] = LocalImage(
                disk: "/d", diskSize: 1, architecture: .x86_64, verdict: .failed)
            let isFailedLaunchable = try await rehearsal.isLaunchable("sha256:1")
            #expect(!isFailedLaunchable)
            let error = await #expect(throws: ServiceFailure.self) {
                try await rehearsal.launch(rehearsal.request())
            }
            #expect(error?.code == .image)
        }
    }

    @Test func `user data that is not kept here is named as missing`() async throws {
        try await Rehearsal.with { rehearsal in
            let digest = HostDigest(image: "sha256:1", configuration: "other", settings: "s")
            let request = LaunchRequest(
                token: "t", count: 1, placement: rehearsal.settings.placement,
                spec: HostSpec(image: "sha256:1", imageName: "swarm@1.0.0", digest: digest), tags: HostTags())
            let error = await #expect(throws: ServiceFailure.self) { try await rehearsal.launch(request) }
            #expect(error?.code == .template)
        }
    }
}
