import Documents
import Foundation
import TestSupport

/// A fleet of simulated hosts, and the profile that it names: `fleet.yaml` and `host.yaml`.
enum FleetFiles {
    static let profile = "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: web}\ntarget: {os: flatcar}\n"

    /// - Parameters:
    ///   - simulator: further settings of the simulation, each before a comma.
    ///   - more: what stands below.
    static func fleet(_ simulator: String = "", count: Int = 4, _ more: String = "") -> String {
        """
        apiVersion: basalt/v1
        kind: Fleet
        metadata: {name: demo}
        image: web@2.0.0
        profile: {file: host.yaml}
        provider:
          simulator: {\(simulator)count: \(count), image: web@1.0.0, start: "2026-01-05T09:00:00Z"}
        workload:
          swarm: {manager: "tcp://10.0.0.1:2375"}
        gates:
          - workload_joined: {within: 5m}
          - http: {port: 80}

        """ + more
    }

    static func all(_ simulator: String = "", count: Int = 4, _ more: String = "") -> [String: String] {
        ["fleet.yaml": fleet(simulator, count: count, more), "host.yaml": profile]
    }
}

/// A folder with a fleet, and commands in it one after the other.
struct Rehearsal {
    let folder: URL

    /// The run's name: the simulation begins at a fixed time.
    static let run = "demo-20260105-090000"

    static func with<Result>(
        _ simulator: String = "", count: Int = 4, _ more: String = "", _ body: (Rehearsal) throws -> Result
    ) throws -> Result {
        try withFiles(FleetFiles.all(simulator, count: count, more)) { try body(Rehearsal(folder: $0)) }
    }

    func callAsFunction(_ arguments: String..., as person: String? = nil) throws -> ToolResult {
        try Basalt.run(
            arguments, in: folder, environment: ["COLUMNS=100"] + (person.map { ["BASALT_IDENTITY=\($0)"] } ?? []))
    }

    /// Runs a shell script with the command as `$1`.
    func script(_ text: String) throws -> ToolResult {
        let script = "cd \"$2\" && export BASALT_STATE=state BASALT_IDENTITY=ann@laptop\n" + text
        return try runTool("/bin/bash", ["-c", script, "bash", Basalt.path, folder.path])
    }

    /// The digest of the plan that would be made now.
    func digest() throws -> String {
        let plan = try callAsFunction("replace", "fleet.yaml", "--dry-run", "--format", "json")
        return try json(plan.text)["plan"]?["digest"]?.string ?? ""
    }
}
