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

    @Test func `76 whose journal is lost is rebuilt from tags, and asks before it goes on`() throws {
        try Rehearsal.with(slowly) { basalt in
            _ = try basalt.script(interrupting("\"to\":\"Joined\"", with: "kill -9 $process"))
            try unbrake(basalt)
            let journal = basalt.folder.appendingPathComponent("state/runs/\(Rehearsal.run)/events.jsonl")
            try FileManager.default.removeItem(at: journal)
            let asked = try basalt("resume", "demo")
            #expect(asked.status == 3, "\(asked.errorText)")
            #expect(asked.text.contains("the journal was lost, and is rebuilt from tags"))
            #expect(try basalt("resume", "demo").status == 0)
            let after = try json(try basalt("status", "fleet.yaml", "--format", "json").text)
            #expect(after["hosts"]?.items?.count == 4)
            #expect(after["hosts"]?.items?.contains { $0["id"]?.string == "i-new000005" } == true)
        }
    }

    @Test func `of a process on another computer is taken over by who says that it is gone`() throws {
        try Rehearsal.with { basalt in
            #expect(try basalt("replace", "fleet.yaml", "--yes").status == 0)
            let lock =
                #"{"v":1,"owner":"bob@other/7/abc","fence":9,"written":"2026-01-05T09:23:00Z","#
                + #""expiry":"2026-01-05T09:30:00Z"}"#
            let file = basalt.folder.appendingPathComponent("state/locks/demo.json")
            try lock.write(to: file, atomically: true, encoding: .utf8)
            let next = ["replace", "fleet.yaml", "--image", "web@3.0.0", "--yes"]
            let held = try basalt(next[0], next[1], next[2], next[3], next[4])
            #expect(held.status == 7)
            #expect(held.errorText.contains("bob@other/7/abc"))
            #expect(try basalt("unlock", "fleet.yaml").status == 8)
            #expect(try basalt("unlock", "fleet.yaml", "--yes").text.contains("the lock of bob@other/7/abc is broken"))
            #expect(try basalt(next[0], next[1], next[2], next[3], next[4]).status == 0)
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

    @Test func `says every line of its journal to machines, without a gap`() throws {
        try Rehearsal.with { basalt in
            let result = try basalt("replace", "fleet.yaml", "--yes", "--progress", "json")
            let lines = result.errorText.split(separator: "\n").filter { $0.hasPrefix("{") }
            let events = try lines.map { try json(String($0)) }
            #expect(events.compactMap { $0["seq"]?.integer } == Array(1...events.count))
            #expect(events.last?["type"]?.string == "run.finished")
            #expect(events.last?["reason"]?.string == "done")
            let file = basalt.folder.appendingPathComponent("state/runs/\(Rehearsal.run)/events.jsonl")
            #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n") == lines)
        }
    }

    @Test func `is watched from beside until nobody wants to see more`() throws {
        try Rehearsal.with { basalt in
            let watched = try basalt.script(
                """
                mkfifo looks
                "$1" status fleet.yaml --watch --format json > looks &
                process=$!
                exec 3< looks
                read -r first <&3
                read -r second <&3
                kill -INT $process
                wait $process
                echo "status $?"
                echo "$first"
                echo "$second"
                """)
            let lines = watched.text.split(separator: "\n").map(String.init)
            try #require(lines.count == 3, "\(watched.errorText)")
            #expect(lines[0] == "status 0")
            for look in lines.dropFirst() { #expect(try json(look)["hosts"]?.items?.count == 4) }
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
