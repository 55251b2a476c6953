import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `A run of a fleet` {
    /// Follows the journal's lines of a run in the background until one holds a text, then does something.
    private func interrupting(_ text: String, with action: String) -> String {
        """
        mkfifo events
        "$1" replace fleet.yaml --yes --progress json > out 2> events &
        process=$!
        while read -r line; do
            case $line in *'\(text)'*) break ;; esac
        done < <(cat events)
        \(action)
        wait $process
        echo "status $?"
        """
    }

    private var slowly: String { "speed: 100, " }

    @Test func `that is killed goes on with the same hosts, at once on the same computer`() throws {
        try Rehearsal.with(slowly) { basalt in
            let killed = try basalt.script(interrupting("\"to\":\"Joined\"", with: "kill -9 $process"))
            #expect(killed.text.contains("status 137"), "\(killed.errorText)")
            let before = try basalt("status", "fleet.yaml", "--format", "json")
            let ids = try json(before.text)["hosts"]?.items?.compactMap { $0["id"]?.string } ?? []
            #expect(ids.contains("i-new000005"))
            // Without the brake of the simulation's speed.
            try unbrake(basalt)
            let resumed = try basalt("resume", "demo")
            #expect(resumed.status == 0, "\(resumed.errorText)")
            #expect(resumed.errorText.contains("taking over from ann@laptop/"))
            // The fifth host is the first new one: nothing was launched twice.
            let after = try json(try basalt("status", "fleet.yaml", "--format", "json").text)
            let left = after["hosts"]?.items?.compactMap { $0["id"]?.string }.sorted() ?? []
            #expect(left == ["i-new000005", "i-new000006", "i-new000007", "i-new000008"])
            #expect(try basalt("replace", "fleet.yaml", "--dry-run").status == 0)
        }
    }

    @Test func `is interrupted between two steps, and goes on`() throws {
        try Rehearsal.with(slowly) { basalt in
            let stopped = try basalt.script(interrupting("\"to\":\"Launched\"", with: "kill -INT $process"))
            #expect(stopped.text.contains("status 130"))
            let said = try String(contentsOf: basalt.folder.appendingPathComponent("out"), encoding: .utf8)
            #expect(said.contains("interrupted; `basalt resume \(Rehearsal.run)` goes on with the same hosts"))
            try unbrake(basalt)
            #expect(try basalt("resume", "demo").status == 0)
        }
    }

    @Test func `70 interrupted twice ends at once, and goes on all the same`() throws {
        try Rehearsal.with("speed: 1, ") { basalt in
            let twice = "kill -INT $process; kill -INT $process"
            let stopped = try basalt.script(interrupting("\"type\":\"run.started\"", with: twice))
            #expect(stopped.text.contains("status 130"))
            try unbrake(basalt)
            #expect(try basalt("resume", "demo").status == 0)
        }
    }

    @Test func `is carried on by one process only, and paused by another`() throws {
        try Rehearsal.with(slowly) { basalt in
            let second = """
                "$1" replace fleet.yaml --yes; echo "second $?"
                "$1" resume demo; echo "resume $?"
                "$1" pause --all; echo "pause $?"
                """
            let result = try basalt.script(interrupting("\"to\":\"Launched\"", with: second))
            #expect(result.text.contains("second 7"))
            #expect(result.text.contains("resume 0"))
            #expect(result.text.contains("pause 0"))
            #expect(result.text.contains("status 3"))
            let journal = try basalt("runs", "demo", "--format", "json")
            #expect(try json(journal.text)["run"]?["blocker"]?.string == "user")
            #expect(try basalt("abort", "demo").status == 1)
        }
    }

    @Test func `that has ended takes no more requests`() throws {
        try Rehearsal.with { basalt in
            #expect(try basalt("replace", "fleet.yaml", "--yes").status == 0)
            for verb in ["resume", "rollback", "abort", "pause", "approve"] {
                let result = try basalt(verb, "demo")
                #expect(result.status == 8, "\(verb)")
                #expect(result.errorText.contains("has ended: done"), "\(verb)")
            }
            #expect(try basalt("rollback", "demo").errorText.contains("`basalt replace --image web@1.0.0`"))
            #expect(try basalt("resume", "dmo-1").status == 64)
        }
    }

    @Test func `holds back a second one of its fleet until it has ended`() throws {
        try Rehearsal.with("", "approval: {count: 1}\n") { basalt in
            #expect(try basalt("replace", "fleet.yaml", "--yes").status == 3)
            let second = try basalt("replace", "fleet.yaml", "--yes")
            #expect(second.status == 8)
            #expect(second.errorText.contains("`basalt abort \(Rehearsal.run)` ends it"))
        }
    }

    @Test func `leaves a page that needs nothing else`() throws {
        try Rehearsal.with("stuck_hosts: 1, ") { basalt in
            _ = try basalt("replace", "fleet.yaml", "--yes")
            let file = basalt.folder.appendingPathComponent("state/runs/\(Rehearsal.run)/report.html")
            let page = try String(contentsOf: file, encoding: .utf8)
            for text in ["src=", "href=", "url(", "http", "@import", "<script"] {
                #expect(!page.contains(text), "\(text)")
            }
            #expect(page.contains("blocked: 3 of 4 hosts replaced"))
            #expect(page.contains("i-new000006"))
        }
    }

    @Test func `is told to webhooks, and one that refuses stops nothing`() async throws {
        let hooks = """
            notify:
              - webhook: {environment: HOOK, format: slack}
              - webhook: {environment: DEAF}

            """
        try await withServerFolder { folder, server in
            let files = FleetFiles.all("", hooks)
            for (name, text) in files {
                try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
            }
            let result = try Basalt.run(
                ["replace", "fleet.yaml", "--yes"], in: folder,
                environment: ["HOOK=\(server.url)/hook", "DEAF=\(server.url)/denied/hook"])
            #expect(result.status == 0, "\(result.errorText)")
            #expect(result.errorText.contains("a webhook was not told of start: the server answered 403"))
            #expect(!result.errorText.contains("/denied"))
            let told = try server.stop().filter { $0.hasPrefix("POST /hook ") }
            #expect(
                told.first?.hasSuffix(#"{"text":"demo: started: 4 hosts to web@2.0.0 (run \#(Rehearsal.run))"}"#)
                    == true)
            #expect(told.contains { $0.contains("wave 3 of 3 begins") })
            #expect(told.last?.contains("done: 4 of 4 hosts replaced") == true)
        }
    }

    private func unbrake(_ basalt: Rehearsal) throws {
        let file = basalt.folder.appendingPathComponent("state/runs/\(Rehearsal.run)/fleet.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let fast = text.replacingOccurrences(of: "speed: 100, ", with: "").replacingOccurrences(
            of: "speed: 1, ", with: "")
        try fast.write(to: file, atomically: true, encoding: .utf8)
    }

    private func withServerFolder(_ body: (URL, LoopbackServer) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("basalt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try LoopbackServer(folder)
        do { try await body(folder, server) } catch {
            try server.stop()
            throw error
        }
    }
}
