import AWS
import Fleet
import FleetEC2
import TestSupport
import Testing
import Values

extension WithStandIn {
    @Suite struct `A journal in S3` {
        private func inStore(
            _ faults: String = "[]", _ body: (S3Store, AWSStandIn) async throws -> Void
        ) async throws {
            let standIn = try AWSStandIn.fresh(.fleets)
            try standIn.play(faults)
            let place = try #require(StatePlace("s3://basalt/\(unique("state"))"))
            try await withSession(standIn) { session in
                try await body(S3Store(session.client("eu-west-1"), place), standIn)
            }
        }

        private func event(_ seq: Int, fence: Int = 1) -> Event {
            var event = Event(.warning, run: "r1", at: Timestamp(seconds: 1_800_000_000), slot: "i-1")
            (event.seq, event.fence) = (seq, fence)
            event.reason = "said \"no\"\n"
            return event
        }

        private func failure(_ body: () async throws -> Void) async -> StoreFailure.Code? {
            do { try await body() } catch { return (error as? StoreFailure)?.code }
            return nil
        }

        @Test func `gives back what was written, over several pages, and takes no line twice`() async throws {
            try await inStore { store, _ in
                for seq in 1...12 { try await store.append([event(seq)], to: "r1", after: seq - 1) }
                try await store.append([event(13), event(14)], to: "r1", after: 12)
                #expect(try await store.events(of: "r1") == (1...14).map { event($0) })
                #expect(
                    await failure { try await store.append([event(13, fence: 2)], to: "r1", after: 12) } == .conflict)
            }
        }

        @Test func `takes its own line for its own where the answer was lost`() async throws {
            try await inStore(#"[{"act": "s3[.]PUT.*", "do": "lost"}]"#) { store, _ in
                try await store.append([event(1)], to: "r1", after: 0)
                #expect(try await store.events(of: "r1").count == 1)
            }
        }

        @Test func `lets one of two owners have the lock`() async throws {
            try await inStore { store, standIn in
                let now = Timestamp(seconds: 1_800_000_000)
                let first = LockRecord(owner: "a", fence: 1, writtenAt: now, expiry: now + 90)
                let second = LockRecord(owner: "b", fence: 1, writtenAt: now, expiry: now + 90)
                try await store.put(first, of: "web", replacing: nil)
                #expect(await failure { try await store.put(second, of: "web", replacing: nil) } == .conflict)
                #expect(try await store.lock(of: "web") == first)
                try standIn.play(#"[{"act": "s3[.]PUT.*", "do": "lost"}]"#)
                try await store.put(second, of: "web", replacing: first)
                #expect(try await store.lock(of: "web") == second)
                #expect(await failure { try await store.put(first, of: "web", replacing: first) } == .conflict)
            }
        }

        @Test func `keeps requests, texts and evidence, and lists its runs`() async throws {
            try await inStore { store, _ in
                try await store.add(RequestRecord(.pause, by: "ann@laptop"), to: "r1")
                try await store.add(RequestRecord(.resume), to: "r1")
                #expect(
                    try await store.requests(for: "r1") == [
                        RequestRecord(.pause, by: "ann@laptop"), RequestRecord(.resume),
                    ])
                try await store.keep("text", as: "fleet.json", with: "r1")
                #expect(try await store.text("fleet.json", of: "r1") == "text")
                #expect(try await store.text("other.json", of: "r1") == nil)
                try await store.keep(evidence: "login:", of: "i-1", run: "r1")
                #expect(try await store.evidence(of: "r1") == ["i-1"])
                #expect(try await store.runs() == [])
                #expect(await failure { _ = try await store.text("../x", of: "r1") } == .denied)
            }
        }

        @Test func `is enough for a whole rotation`() async throws {
            try await inFolder { folder in
                let fleet = try TestFleet(2, on: try AWSStandIn.fresh(.fleets), in: folder)
                let place = try #require(StatePlace("s3://basalt/\(unique("state"))"))
                let ending = try await fleet.with(store: { S3Store($0.client("eu-west-1"), place) }) { parts in
                    let plan = try await fleet.plan(parts, run: "\(fleet.fleet.name)-r1")
                    try await parts.services.store.create(plan)
                    let (ending, state) = await fleet.run(plan, parts)
                    let events = try await parts.services.store.events(of: plan.run)
                    #expect(RunState(plan, events: events) == state)
                    return ending
                }
                #expect(ending.isDone)
            }
        }
    }

    @Suite struct `A place of journals in S3` {
        @Test func `is a bucket and a prefix`() {
            #expect(StatePlace("s3://basalt-state/prod/eu")?.prefix == "prod/eu/")
            #expect(StatePlace("s3://basalt-state")?.prefix == "")
            for text in ["s3://", "s3://a", "https://x", "s3://basalt/../x", "s3://basalt/a b"] {
                #expect(StatePlace(text) == nil)
            }
        }
    }
}
