import Foundation
import TestSupport
import Testing

/// What a user reads of fleets, word for word.
@Suite struct `Texts about fleets` {
    @Test(arguments: [
        ("fleet-plan.txt", "", [["replace", "fleet.yaml", "--dry-run"]]),
        ("fleet-plan.json", "", [["replace", "fleet.yaml", "--dry-run", "--format", "json"]]),
        ("fleet-done.txt", "", [["replace", "fleet.yaml", "--yes"]]),
        ("fleet-done.json", "", [["replace", "fleet.yaml", "--yes", "--format", "json"]]),
        ("fleet-rolled-back.txt", "broken: {web@2.0.0: never_joins}, ", [["replace", "fleet.yaml", "--yes"]]),
        ("fleet-blocked.txt", "full_zones: [2], ", [["replace", "fleet.yaml", "--yes"], ["runs", "demo"], ["runs"]]),
        (
            "fleet-blocked.json", "stuck_hosts: 1, ",
            [
                ["replace", "fleet.yaml", "--yes", "--format", "json"], ["runs", "--format", "json"],
                ["status", "fleet.yaml", "--format", "json"],
            ]
        ),
        ("fleet-status.txt", "managers: 1, ", [["status", "fleet.yaml"]]),
        ("fleet-why.txt", "", [["why", "fleet.yaml", "provider.simulator"]]),
        ("fleet-no-approval.txt", "", [["replace", "fleet.yaml"]]),
    ])
    func `are as they were read and approved`(golden: String, simulator: String, commands: [[String]]) throws {
        try withFiles(FleetFiles.all(simulator)) { folder in
            var text = ""
            for arguments in commands {
                let result = try Basalt.run(arguments, in: folder, environment: ["COLUMNS=100"])
                text += "$ basalt \(arguments.joined(separator: " "))\n\(result.text)"
                if !result.errorText.isEmpty { text += "--- standard error\n\(result.errorText)" }
                text += "--- exit code \(result.status)\n"
            }
            #expect(try GoldenFile.expected(golden, for: text, beside: #filePath) == text)
        }
    }
}

@Suite struct `Exit codes of fleet verbs` {
    @Test(arguments: [
        (["validate", "fleet.yaml"], 0), (["status", "fleet.yaml"], 0), (["history"], 0), (["runs"], 0),
        (["schema", "fleet"], 0), (["explain", "--kind", "fleet", "strategy.surge.max"], 0),
        (["why", "fleet.yaml", "image"], 0), (["unlock", "fleet.yaml"], 0), (["pause", "--all"], 0),
        (["replace", "fleet.yaml", "--dry-run"], 2), (["replace", "fleet.yaml"], 8),
        (["replace", "host.yaml", "--dry-run"], 65), (["replace", "missing.yaml", "--dry-run"], 65),
        (["replace", "invalid.yaml", "--yes"], 65), (["replace", "profileless.yaml", "--yes"], 65),
        (["validate", "profileless.yaml"], 65), (["validate", "mars.yaml"], 65),
        (["replace", "mars.yaml", "--dry-run"], 65),
        (["replace", "fleet.yaml", "--yes", "--approve", "0123456789ab"], 64), (["replace"], 64),
        (["replace", "fleet.yaml", "--only", "a", "--unhealthy"], 64),
        (["replace", "fleet.yaml", "--only", "i-old9", "--yes"], 64),
        (["replace", "fleet.yaml", "--emergency", "--yes"], 64),
        (["replace", "fleet.yaml", "--image", "web", "--yes"], 64),
        (["replace", "fleet.yaml", "--finish-within", "soon"], 64),
        (["replace", "fleet.yaml", "--dry-run", "--yes"], 64),
        (["replace", "ec2.yaml", "--dry-run"], 64), (["why", "fleet.yaml", "--role", "x"], 65),
        (["resume", "none"], 64), (["pause"], 64), (["approve", "none", "--digest", "short"], 64),
        (["explain", "--kind", "fleet", "stratgey"], 64), (["why", "fleet.yaml", "strategy"], 64),
    ])
    func `are those of the contract`(arguments: [String], code: Int) throws {
        var files = FleetFiles.all()
        let fleet = FleetFiles.fleet()
        files["invalid.yaml"] = fleet + "stratgey: {}\n"
        files["profileless.yaml"] = fleet.replacingOccurrences(of: "host.yaml", with: "nowhere.yaml")
        files["mars.yaml"] = fleet + "windows: [{days: [mon], hours: \"09:00-12:00\", timezone: Mars/Olympus}]\n"
        files["ec2.yaml"] = """
            apiVersion: basalt/v1
            kind: Fleet
            metadata: {name: real}
            image: web@1.0.0
            profile: {file: host.yaml}
            provider:
              ec2: {select: {fleet: real}, count: 3, launch: {instance_types: [m7i.large], subnets: [subnet-0a]}}

            """
        try withFiles(files) { folder in
            let result = try Basalt.run(arguments, in: folder)
            #expect(Int(result.status) == code, "\(result.text)\(result.errorText)")
            if code != 0, code != 2 { #expect(!result.errorText.isEmpty) }
        }
    }

    @Test func `say what is wrong with the journal's place`() throws {
        try Rehearsal.with { basalt in
            let s3 = try Basalt.run(
                ["replace", "fleet.yaml", "--yes"], in: basalt.folder, environment: ["BASALT_STATE=s3://bucket/state"])
            #expect(s3.status == 64)
            #expect(s3.errorText.contains("there is no place for journals"))
            _ = try basalt("status", "fleet.yaml")
            let file = basalt.folder.appendingPathComponent("state/runs")
            try "".write(to: file, atomically: true, encoding: .utf8)
            let taken = try basalt("replace", "fleet.yaml", "--yes")
            #expect(taken.status == 4)
            #expect(taken.errorText.contains("error[journal-failed]: cannot read `state/runs`"))
        }
    }
}
