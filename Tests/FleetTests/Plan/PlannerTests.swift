import Documents
import Fleet
import Testing
import Values

@Suite struct `A plan` {
    private let now = Timestamp(seconds: 1_800_000_000)
    private let placements = ["a", "b"].map { Placement(zone: $0, subnet: "subnet-\($0)", type: "m7i.xlarge") }

    private func spec(_ image: String = "ami-1", _ configuration: String = "c", _ settings: String = "s") -> HostSpec {
        HostSpec(
            image: image, imageName: "web@\(image)",
            digest: HostDigest(image: image, configuration: configuration, settings: settings))
    }

    private func host(_ number: Int, _ spec: HostSpec?, age: Int = 1000) -> Instance {
        Instance(
            Instance.Record(
                id: "i-\(number)", placement: placements[number % 2], image: spec?.image ?? "ami-1",
                launchedAt: now + -age, tags: HostTags(host: spec?.digest), clientToken: nil), state: .running,
            check: .ok)
    }

    private func plan(
        _ hosts: [Instance], wanted: HostSpec? = nil, selection: Selection = .outdated, sick: Set<String> = [],
        _ change: (inout Policy) -> Void = { _ in }
    ) -> Plan {
        let members = Dictionary(hosts.map { ($0.id, Member(isReady: !sick.contains($0.id))) }) { first, _ in first }
        var policy = Policy(count: hosts.count)
        change(&policy)
        return FleetPlanner.plan(
            observed: Observed(at: now, instances: hosts, members: MemberReport(members: members, quorum: nil)),
            wanted: Wanted(
                run: "r", fleet: "f", spec: wanted ?? spec(), previous: nil, placements: placements,
                selection: selection), policy: policy)
    }

    @Test func `91 names the part in which a host is outdated`() {
        let hosts = [
            host(0, spec("ami-0")), host(1, spec("ami-1", "old")), host(2, spec("ami-1", "c", "old")), host(3, nil),
            host(4, spec()),
        ]
        let plan = plan(hosts)
        let reasons = Dictionary(plan.slots.map { ($0.id, $0.reason) }) { first, _ in first }
        #expect(reasons == ["i-0": .image, "i-1": .configuration, "i-2": .settings, "i-3": .configuration])
        #expect(plan.others == ["i-4"])
    }

    @Test func `of a fleet that is as it should be is empty`() {
        #expect(plan([host(0, spec()), host(1, spec())]).isEmpty)
    }

    @Test func `92 takes sick, old or chosen hosts on request`() {
        let hosts = (0..<4).map { host($0, spec(), age: 1000 * $0) }
        #expect(plan(hosts, selection: .unhealthy, sick: ["i-2"]).slots.map(\.id) == ["i-2"])
        #expect(plan(hosts, selection: .olderThan(Span(seconds: 2500))).slots.map(\.id) == ["i-3"])
        #expect(plan(hosts, selection: .only(["i-1"])).slots.map(\.reason) == [.chosen])
    }

    @Test func `has a canary, then waves, and zones take turns`() {
        let plan = plan((0..<20).map { host($0, spec("ami-0")) })
        #expect(plan.slots.map(\.wave) == [0] + Array(repeating: 2, count: 4) + Array(repeating: 3, count: 15))
        #expect(plan.slots.prefix(4).map(\.placement.zone) == ["a", "b", "a", "b"])
    }

    @Test func `adds the hosts that are missing, before any other goes`() {
        let plan = plan([host(0, spec("ami-0"))]) { $0.desired = 3 }
        #expect(plan.slots.map(\.id) == ["add-1", "add-2", "i-0"])
        #expect(plan.slots[0].placement.zone == "b")
    }

    @Test func `is read back from its document, and not when it was changed`() throws {
        let plan = plan((0..<5).map { host($0, spec("ami-0")) }) {
            $0.gates = [
                .http(port: 80, path: "/", consecutive: 3, within: .minutes(5)),
                .alarm(name: "a", blocksWithoutData: true),
            ]
            $0.windows = [Window(days: [.mon], minutes: 0..<60, timezone: "UTC")]
        }
        let text = JSONWriter.text(plan.json, .compact)
        let read = try #require(Record.read(Array(text.utf8), name: "plan").flatMap(Plan.init(json:)))
        #expect(read == plan)
        let changed = text.replacing("\"max_surge\":1", with: "\"max_surge\":4")
        #expect(changed != text)
        #expect(Record.read(Array(changed.utf8), name: "plan").flatMap(Plan.init(json:)) == nil)
    }

    @Test func `89 has another digest when the fleet has changed, and the same for another run`() {
        let hosts = (0..<5).map { host($0, spec("ami-0")) }
        #expect(plan(hosts).digest != plan(Array(hosts.dropLast())).digest)
        #expect(plan(hosts).digest == plan(hosts.reversed()).digest)
    }

    @Test func `94 has the least surge that keeps to a time, or says what forbids it`() {
        let hosts = (0..<60).map { host($0, spec("ami-0")) }
        func finish(_ finish: FinishWithin, _ change: (inout Policy) -> Void = { _ in }) -> Plan {
            var policy = Policy(count: hosts.count)
            change(&policy)
            var wanted = Wanted(run: "r", fleet: "f", spec: spec(), previous: nil, placements: placements)
            wanted.finishWithin = finish
            let members = Dictionary(hosts.map { ($0.id, Member(isReady: true)) }) { first, _ in first }
            return FleetPlanner.plan(
                observed: Observed(at: now, instances: hosts, members: MemberReport(members: members, quorum: nil)),
                wanted: wanted, policy: policy)
        }
        func obstacle(_ plan: Plan) -> String? { plan.findings.map(\.blocker).first { $0.kind == .deadline }?.detail }
        let solved = finish(FinishWithin(.hours(1)))
        #expect(obstacle(solved) == nil)
        #expect(solved.policy.maxSurge > 3)
        #expect(solved.estimate.seconds <= 3600)
        #expect(finish(FinishWithin(.hours(1))) { $0.maxSurge = solved.policy.maxSurge - 1 } == solved)
        #expect(finish(FinishWithin(.hours(24))).policy.maxSurge == 3)
        #expect(obstacle(finish(FinishWithin(.minutes(10))))?.contains("bakes") == true)
        #expect(obstacle(finish(FinishWithin(.hours(1), quota: 4)))?.contains("quota allows 4") == true)
        #expect(obstacle(finish(FinishWithin(.hours(1), addresses: 4)))?.contains("4 free addresses") == true)
        let rolling = finish(FinishWithin(.hours(1))) {
            $0.order = .rolling
            ($0.maxSurge, $0.maxUnavailable) = (0, 1)
        }
        #expect(obstacle(rolling)?.contains("max_unavailable 1") == true)
    }

    @Test func `says how long 10,000 launches take by quota alone`() {
        #expect(Estimate.forced(launches: 10_000, share: 1) == 4500)
        #expect(Estimate.forced(launches: 500, share: 0.5) == 0)
    }
}

@Suite struct `A client token` {
    @Test func `is the same for the same launch, and another for every other`() {
        let token = Fingerprint.token(run: "r", slots: ["i-1"], attempt: 1, parameters: "p")
        #expect(token.count == 60)
        #expect(token == Fingerprint.token(run: "r", slots: ["i-1"], attempt: 1, parameters: "p"))
        #expect(token != Fingerprint.token(run: "r", slots: ["i-1"], attempt: 2, parameters: "p"))
        #expect(token != Fingerprint.token(run: "r", slots: ["i-2"], attempt: 1, parameters: "p"))
        #expect(token != Fingerprint.token(run: "r", slots: ["i-1"], attempt: 1, parameters: "q"))
    }
}
