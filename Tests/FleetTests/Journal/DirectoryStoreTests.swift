import Fleet
import Glibc
import Testing
import Values

@Suite struct `A journal in a directory` {
    private let root = "/tmp/basalt-journal-\(getpid())-\(UInt64.random(in: 0..<UInt64.max))"

    private func event(_ seq: Int, _ kind: Event.Kind = .warning) -> Event {
        var event = Event(kind, run: "r1", at: Timestamp(seconds: 1_800_000_000), slot: "i-1")
        event.seq = seq
        event.fence = 3
        event.reason = "said \"no\"\n"
        event.blocker = Blocker(.drain, "3 on i-1")
        (event.from, event.to, event.attempt) = (.launchIntent, .launched, 2)
        return event
    }

    private var path: String { root + "/runs/r1/events.jsonl" }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test func `gives back what was written, for its owner alone`() throws {
        let store = DirectoryStore(root: root)
        try store.append([event(1), event(2)], to: "r1", after: 0)
        try store.append([event(3)], to: "r1", after: 2)
        #expect(try DirectoryStore(root: root).events(of: "r1") == [event(1), event(2), event(3)])
        #expect(mode(path) == 0o600)
        #expect(mode(root + "/runs/r1") == 0o700)
    }

    @Test func `74 refuses a line that another process was quicker to write`() throws {
        let store = DirectoryStore(root: root)
        try store.append([event(1)], to: "r1", after: 0)
        let failure = #expect(throws: StoreFailure.self) { try store.append([event(1)], to: "r1", after: 0) }
        #expect(failure?.code == .conflict)
        #expect(try store.events(of: "r1").count == 1)
    }

    @Test func `forgets a line that a crash cut off, and goes on after the last whole one`() throws {
        let store = DirectoryStore(root: root)
        try store.append([event(1)], to: "r1", after: 0)
        let file = try #require(fopen(path, "a"))
        fputs("{\"v\":1,\"ts\":\"20", file)
        fclose(file)
        #expect(try store.events(of: "r1").count == 1)
        try store.append([event(2)], to: "r1", after: 1)
        #expect(try store.events(of: "r1").map(\.seq) == [1, 2])
    }

    @Test func `is not believed where a line is damaged or missing`() throws {
        let store = DirectoryStore(root: root)
        try store.append([event(1), event(3)], to: "r1", after: 0)
        let failure = #expect(throws: StoreFailure.self) { try store.events(of: "r1") }
        #expect(failure?.code == .damaged)
    }

    @Test func `lets one of two owners have the lock`() throws {
        let store = DirectoryStore(root: root)
        let now = Timestamp(seconds: 1_800_000_000)
        let first = LockRecord(owner: "a", fence: 1, writtenAt: now, expiry: now + 90)
        let second = LockRecord(owner: "b", fence: 1, writtenAt: now, expiry: now + 90)
        try store.put(first, of: "fleet", replacing: nil)
        let failure = #expect(throws: StoreFailure.self) { try store.put(second, of: "fleet", replacing: nil) }
        #expect(failure?.code == .conflict)
        #expect(try store.lock(of: "fleet") == first)
        try store.put(second, of: "fleet", replacing: first)
        #expect(try store.lock(of: "fleet") == second)
    }

    @Test func `that is broken says by whom, and its owner can neither renew it nor write`() async throws {
        let store = DirectoryStore(root: root)
        let now = Timestamp(seconds: 1_800_000_000)
        let plan = FleetPlanner.plan(
            observed: Observed(at: now, instances: [], members: MemberReport(members: [:], quorum: nil)),
            wanted: Wanted(
                run: "r1", fleet: "fleet",
                spec: HostSpec(
                    image: "a", imageName: "a", digest: HostDigest(image: "a", configuration: "b", settings: "c")),
                previous: nil, placements: []), policy: Policy(count: 0))
        #expect(try await LockRecord.break(of: plan, by: "ann", store, now: now) == nil)
        let held = LockRecord(owner: "a", fence: 3, writtenAt: now, expiry: now + 90)
        try store.put(held, of: "fleet", replacing: nil)
        try store.append([event(1)], to: "r1", after: 0)
        #expect(try await LockRecord.break(of: plan, by: "ann", store, now: now + 1) == held)
        let line = try #require(try store.events(of: "r1").last)
        #expect(line.kind == .lockBroken)
        #expect(line.fence == 4)
        #expect(line.reason?.hasPrefix("by ann; a had it until") == true)
        let current = try store.lock(of: "fleet")
        #expect(LockDecision.decide(current: current, held: held, owner: "a", floor: 1, now: now + 2) == .lost)
        let failure = #expect(throws: StoreFailure.self) { try store.append([event(2)], to: "r1", after: 1) }
        #expect(failure?.code == .conflict)
        guard case .put(let next) = LockDecision.decide(current: current, held: nil, owner: "b", floor: 4, now: now + 2)
        else {
            Issue.record("a broken lock is not free")
            return
        }
        #expect(next.fence == 5)
    }

    @Test func `keeps requests with who made them, and lists its runs`() throws {
        let store = DirectoryStore(root: root)
        #expect(try store.runs() == [])
        let requests = [
            RequestRecord(.pause, by: "ann@laptop"), RequestRecord(.resume), RequestRecord(.abort, by: "b\nresume"),
        ]
        for request in requests { try store.add(request, to: "r1") }
        // A name cannot make a second request.
        #expect(try store.requests(for: "r1") == requests.dropLast() + [RequestRecord(.abort, by: "bresume")])
        try store.keep("text", as: "fleet.json", with: "r1")
        #expect(try store.text("fleet.json", of: "r1") == "text")
        #expect(try store.text("other.json", of: "r1") == nil)
        #expect(throws: StoreFailure.self) { try store.text("../../secret", of: "r1") }
        // A folder without a plan is no run.
        #expect(try store.runs() == [])
        try store.keep(evidence: "login:", of: "i-1", run: "r1")
        #expect(try store.evidence(of: "r1") == ["i-1"])
    }

    @Test func `keeps approvals with their plan's digest`() throws {
        let store = DirectoryStore(root: root)
        let approval = ApprovalRecord(by: "ann", digest: "abc", at: Timestamp(seconds: 1_800_000_000))
        #expect(try store.approvals(of: "r1") == [])
        try store.add(approval, to: "r1")
        try store.add(approval, to: "r1")
        #expect(try DirectoryStore(root: root).approvals(of: "r1") == [approval, approval])
    }

    @Test(arguments: ["../x", "", ".", "a/b", "a\0b"]) func `takes no name that leads elsewhere`(name: String) {
        #expect(throws: StoreFailure.self) { try DirectoryStore(root: root).events(of: name) }
    }
}

@Suite struct `A lock` {
    private let now = Timestamp(seconds: 1_800_000_000)

    private func decide(_ current: LockRecord?, held: LockRecord? = nil, at time: Timestamp) -> LockDecision {
        LockDecision.decide(current: current, held: held, owner: "b", floor: 4, now: time)
    }

    private var other: LockRecord { LockRecord(owner: "a", fence: 7, writtenAt: now, expiry: now + 90) }

    @Test func `is waited for until it has expired by more than clocks may differ`() {
        #expect(decide(other, at: now + 89) == .wait(owner: "a"))
        #expect(decide(other, at: now + 120) == .wait(owner: "a"))
        guard case .put(let record) = decide(other, at: now + 121) else {
            Issue.record("an expired lock is not taken")
            return
        }
        #expect(record.fence == 8)
    }

    @Test func `that is free gets a fence above everything that the journal has seen`() {
        guard case .put(let record) = decide(nil, at: now) else {
            Issue.record("a free lock is not taken")
            return
        }
        #expect(record.fence == 5)
    }

    @Test func `is renewed in time, and lost when it is another's`() {
        #expect(decide(other, held: other, at: now + 20) == .hold)
        #expect(decide(nil, held: other, at: now) == .lost)
        guard case .put(let record) = decide(other, held: other, at: now + 40) else {
            Issue.record("the lock is not renewed")
            return
        }
        #expect(record.fence == 7)
        #expect(record.expiry == now + 130)
    }

    @Test func `is lost with a clock that went back`() {
        #expect(decide(other, held: other, at: now + (-31)) == .lost)
    }
}
