import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `Replacing a fleet` {
    @Test func `is planned, approved by digest, done, and then there is nothing to do`() throws {
        try Rehearsal.with { basalt in
            let plan = try basalt("replace", "fleet.yaml", "--dry-run")
            #expect(plan.status == 2)
            let digest = try basalt.digest()
            #expect(plan.text.contains("digest: \(digest)"))
            #expect(try basalt("replace", "fleet.yaml", "--approve", "0123456789ab").status == 8)
            #expect(try basalt("replace", "fleet.yaml", "--approve", String(digest.prefix(12))).status == 0)
            #expect(try basalt("replace", "fleet.yaml", "--dry-run").status == 0)
            let again = try basalt("replace", "fleet.yaml", "--yes")
            #expect(again.status == 0)
            #expect(again.text == "demo: nothing to do, all 4 hosts are as they should be\n")
        }
    }

    @Test func `without a terminal needs an approval, and says how to give it`() throws {
        try Rehearsal.with { basalt in
            let digest = try basalt.digest().prefix(12)
            let result = try basalt("replace", "fleet.yaml")
            #expect(result.status == 8)
            #expect(result.errorText.contains("--approve \(digest)"))
            #expect(try basalt("history").text.isEmpty)
        }
    }

    @Test func `refuses a plan that has changed since it was read`() throws {
        try Rehearsal.with { basalt in
            let digest = try basalt.digest()
            let result = try basalt("replace", "fleet.yaml", "--approve", digest, "--image", "web@3.0.0")
            #expect(result.status == 8)
            #expect(result.errorText.contains("error[plan-changed]"))
        }
    }

    @Test func `brings the old image back when the new one never joins, and keeps the evidence`() throws {
        try Rehearsal.with("broken: {web@2.0.0: never_joins}, ") { basalt in
            let result = try basalt("replace", "fleet.yaml", "--yes")
            #expect(result.status == 5)
            #expect(result.text.contains("all 4 hosts run web@1.0.0"))
            #expect(result.text.contains("console output of i-new000005: state/runs/\(Rehearsal.run)/evidence/"))
            #expect(try basalt("status", "fleet.yaml").text.contains("kept as evidence"))
            #expect(try basalt("history", "demo").text.contains("rolled back"))
        }
    }

    @Test func `goes on around a blocked host, names it, and tries it again when asked`() throws {
        try Rehearsal.with("stuck_hosts: 1, ") { basalt in
            let result = try basalt("replace", "fleet.yaml", "--yes", "--format", "json")
            #expect(result.status == 4)
            let blocked = try #require(try json(result.text)["blocked"]?.items?.first)
            #expect(blocked["slot"]?.string == "i-old1")
            #expect(blocked["blocker"]?["kind"]?.string == "drain")
            #expect(blocked["blocker"]?["remedy"]?.string?.contains("pdb: force") == true)
            #expect(try json(result.text)["slots"]?["replaced"]?.integer == 3)
            #expect(try basalt("runs").text.contains("blocked"))
            #expect(try basalt("resume", "demo").status == 4)
        }
    }

    @Test func `waits for another person's approval where the fleet file asks for one`() throws {
        try Rehearsal.with("", "approval: {count: 1}\n") { basalt in
            #expect(try basalt("replace", "fleet.yaml", "--yes").status == 3)
            #expect(try basalt("resume", "demo").status == 3)
            let digest = try basalt.digest()
            #expect(try basalt("approve", "demo", "--digest", digest).status == 8)
            #expect(try basalt("approve", "demo", "--digest", "0123456789ab", as: "bob@laptop").status == 8)
            #expect(try basalt("approve", "demo", "--digest", digest, as: "bob@laptop").status == 0)
            #expect(try basalt("resume", "demo").status == 0)
            #expect(try basalt("runs", "demo").text.contains("approved by bob@laptop"))
        }
    }

    @Test func `waits for its window, and --emergency does not`() throws {
        // The simulation begins on a Monday at nine, ten o'clock in Berlin.
        let late = "windows: [{days: [mon], hours: \"11:00-12:00\", timezone: Europe/Berlin}]\n"
        let emergency = "emergency: {surge: {max: 50%}, canary: {bake: 1m}, waves: [100%], windows: ignore}\n"
        try Rehearsal.with("", late + emergency) { basalt in
            let result = try basalt("replace", "fleet.yaml", "--yes")
            #expect(result.status == 3)
            #expect(result.text.contains("waits for window"))
            #expect(try basalt("abort", "demo").status == 1)
            #expect(try basalt("replace", "fleet.yaml", "--yes", "--emergency").status == 0)
        }
        try Rehearsal.with("", late.replacing("11:00-12:00", "10:00-12:00")) { (basalt) throws in
            #expect(try basalt("replace", "fleet.yaml", "--yes").status == 0)
        }
    }

    @Test func `in an emergency pauses on a failing canary, and never goes back by itself`() throws {
        let emergency = "emergency: {surge: {max: 50%}, canary: {bake: 1m}}\n"
        try Rehearsal.with("broken: {web@2.0.0: never_well}, ", emergency) { (basalt) throws in
            #expect(try basalt("replace", "fleet.yaml", "--yes", "--emergency").status == 3)
            #expect(try basalt("rollback", "demo").status == 5)
        }
    }

    @Test func `of chosen, sick or old hosts leaves the others alone`() throws {
        try Rehearsal.with { basalt in
            let chosen = try basalt("replace", "fleet.yaml", "--only", "i-old2", "--dry-run")
            #expect(chosen.text.contains("demo: 1 host to web@2.0.0"))
            #expect(chosen.text.contains("i-old2  chosen"))
            #expect(try basalt("replace", "fleet.yaml", "--unhealthy", "--dry-run").status == 0)
            #expect(try basalt("replace", "fleet.yaml", "--older-than", "2d", "--dry-run").status == 0)
            #expect(try basalt("replace", "fleet.yaml", "--older-than", "1h", "--dry-run").text.contains("age"))
            #expect(try basalt("replace", "fleet.yaml", "--only", "i-old2", "--yes").status == 0)
            let status = try json(try basalt("status", "fleet.yaml", "--format", "json").text)
            let outdated = (status["hosts"]?.items ?? []).filter { $0["outdated"] != nil }
            #expect(outdated.compactMap { $0["id"]?.string }.sorted() == ["i-old1", "i-old3", "i-old4"])
        }
    }

    @Test func `notices that only the user data changed`() throws {
        try Rehearsal.with { basalt in
            #expect(try basalt("replace", "fleet.yaml", "--yes").status == 0)
            try withText(FleetFiles.profile + "sysctl: {net.core.somaxconn: 4096}\n", in: "host.yaml", of: basalt)
            let plan = try basalt("replace", "fleet.yaml", "--dry-run")
            #expect(plan.status == 2)
            #expect(plan.text.contains("configuration"))
        }
    }

    @Test func `makes the surge as large as the time asks for, or says what forbids it`() throws {
        try Rehearsal.with("", count: 20) { basalt in
            let quick = try basalt("replace", "fleet.yaml", "--dry-run", "--finish-within", "45m")
            #expect(quick.status == 2)
            let never = try basalt("replace", "fleet.yaml", "--yes", "--finish-within", "1m")
            #expect(never.status == 8)
            #expect(never.errorText.contains("--finish-within cannot be kept"))
        }
    }

    private func withText(_ text: String, in name: String, of basalt: Rehearsal) throws {
        try text.write(to: basalt.folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
}

extension String {
    fileprivate func replacing(_ old: String, _ new: String) -> String { split(separator: old).joined(separator: new) }
}
