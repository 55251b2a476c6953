import Documents
import Fleet
import Testing
import Values

@Suite struct `A fleet file` {
    @Test func `gets the documented defaults`() throws {
        let (file, diagnostics) = load(fleet(""))
        #expect(diagnostics.isEmpty)
        let fleet = try #require(file)
        #expect(fleet.strategy.kind == .surge(max: nil))
        #expect(fleet.strategy.staysInZone)
        #expect(fleet.strategy.canary.hosts == 1)
        #expect(fleet.strategy.canary.bake == .minutes(10))
        #expect(fleet.strategy.waves == [5, 25, 100])
        #expect(fleet.strategy.bake == Span(seconds: 60))
        #expect(fleet.onFailure.rollsBack)
        #expect(fleet.onFailure.budget == .percent(2))
        #expect(fleet.onFailure.keptHosts == 1)
        #expect(fleet.onFailure.keptFor == .hours(24))
        #expect(fleet.workload.drain.timeout == .minutes(15))
        #expect(!fleet.workload.drain.forces)
        #expect(fleet.approval.count == 0)
    }

    @Test func `for a Swarm on EC2 is read in full`() throws {
        let text = try #require(DiskFiles().text("fleets/workers.yaml"))
        let (file, diagnostics) = load(text)
        #expect(diagnostics.places == [])
        let fleet = try #require(file)
        guard case .ec2(let ec2) = fleet.provider else { throw Missing() }
        #expect(ec2.count == 60)
        #expect(ec2.launch.instanceTypes == ["m7i.xlarge", "m6i.xlarge"])
        #expect(ec2.launch.rootVolumeSize?.bytes == 30 << 30)
        #expect(ec2.launch.tags == ["cost-center": "42"])
        #expect(fleet.workload.cluster == .swarm(manager: "tcp://swarm.internal:2376"))
        #expect(fleet.gates.count == 5)
        #expect(fleet.gates.last == .alarm(name: "prod-eu-5xx", blocksWithoutData: true))
        #expect(fleet.emergency?.surge == .percent(25))
        #expect(fleet.emergency?.forcesDrain == true)
        #expect(fleet.maxAge == Span("30d"))
        #expect(fleet.windows.first?.minutes == 540..<960)
        #expect(fleet.notifications.first?.format == .slack)
    }

    @Test func `for machines on this computer is valid`() throws {
        let text = try #require(DiskFiles().text("fleets/local-demo.yaml"))
        let (file, diagnostics) = load(text)
        #expect(diagnostics.places == [])
        #expect(file?.provider.count == 3)
    }

    @Test func `for a rehearsal is valid`() throws {
        let text = try #require(DiskFiles().text("fleets/rehearsal.yaml"))
        let (file, diagnostics) = load(text)
        #expect(diagnostics.places == [])
        guard case .simulator(let settings)? = file?.provider else { throw Missing() }
        #expect(settings.count == 12)
        #expect(settings.broken == ["swarm@1.2.0": .neverJoins])
        #expect(settings.speed == 60)
    }

    private struct Missing: Error {}
}

@Suite struct `What is wrong in a fleet file` {
    @Test(arguments: [
        ("stratgey: {}", "unknown-key 7:1", "did you mean `strategy`?"),
        ("strategy: {surge: {max: 101%}}", "wrong-value 7:25", nil),
        ("strategy: {surge: {max: 0}}", "wrong-value 7:25", "write 1 or more"),
        ("strategy: {surge: {}, rolling: {}}", "conflicting-values 7:23", "keep one of: surge, rolling, blue_green"),
        (
            "strategy: {blue_green: {keep: 1h}}", "unsupported-by-target 7:12",
            "write `surge: {max: 100%}` for a full second set, or `rolling`"
        ),
        ("notify: [{webhook: {format: slack, environment: A, ssm_parameter: b}}]", "conflicting-values 7:52", nil),
        ("notify: [{webhook: {format: slack}}]", "missing-value 7:20", "add one of: environment, ssm_parameter"),
        ("notify: [{webhook: {}}]", "missing-value 7:20", "add one of: environment, ssm_parameter"),
        ("notify: [{webhook: {environment: a-b}}]", "wrong-value 7:34", nil),
        ("strategy: {waves: [25%, 5%, 100%]}", "wrong-value 7:25", nil),
        ("strategy: {waves: [5%, 25%]}", "wrong-value 7:24", "add 100% as the last wave"),
        ("strategy: {canary: {hosts: 10}}", "wrong-value 7:28", "choose fewer hosts"),
        ("strategy: {rolling: {max_unavailable: 100%}}", "wrong-value 7:39", "choose fewer hosts"),
        ("gates: [{http: {port: 80}, tcp: {port: 80}}]", "conflicting-values 7:9", nil),
        ("gates: [{workload_joined: {}}]", "missing-value 7:9", nil),
        ("gates: [{alarm: {name: a}}]", "unsupported-by-target 7:17", "remove it"),
        ("gates: [{instance_status: {within: 15}}]", "wrong-type 7:36", "put it in quotes: \"15\""),
        ("max_age: 30", "wrong-type 7:10", nil),
        ("max_age: \"30\"", "wrong-value 7:10", "add a unit: 30s or 30m"),
        ("windows: [{days: [mon], hours: \"22:00-04:00\"}]", "wrong-value 7:32", nil),
        ("windows: [{days: [monday], hours: \"01:00-04:00\"}]", "wrong-value 7:19", nil),
        ("workload: {swarm: {manager: \"http://a\"}}", "wrong-value 7:29", nil),
        ("workload: {swarm: {manager: \"tcp://a:1\"}, kubernetes: {context: a}}", "conflicting-values 7:43", nil),
        ("on_failure: {action: rolback}", "wrong-value 7:22", "did you mean `rollback`?"),
    ])
    func `is shown where it stands`(body: String, place: String, remedy: String?) {
        let (file, diagnostics) = load(fleet(body))
        #expect(file == nil)
        #expect(diagnostics.places == [place])
        if let remedy { #expect(diagnostics.all.map(\.remedy) == [remedy]) }
    }

    @Test func `of blue and green is that a fleet has no target groups to move traffic between`() {
        let (_, diagnostics) = load(fleet("strategy: {blue_green: {}}"))
        #expect(diagnostics.all.first?.message.contains("has no target groups") == true)
    }

    @Test func `is reported all at once`() {
        let text =
            "apiVersion: basalt/v1\nkind: Fleet\nmetadata: {}\nprovider: {local: {count: 0}, ec2: {}}\nimage: web\n"
        let (file, diagnostics) = load(text)
        #expect(file == nil)
        #expect(
            diagnostics.places == [
                "missing-value 1:1", "missing-value 3:11", "wrong-value 4:27", "conflicting-values 4:31",
                "missing-value 4:36", "wrong-value 5:8",
            ])
    }

    @Test func `never crashes the reader`() {
        for text in ["", "[]", "null", "kind: Fleet", "{provider: [], gates: {}, windows: 3, strategy: x}"] {
            let (file, diagnostics) = load(text)
            #expect(file == nil)
            #expect(diagnostics.hasErrors)
        }
    }
}

@Suite struct `The fleet's JSON Schema` {
    @Test func `names every field of the format`() {
        let schema = JSONSchemaWriter().document(FleetSchema.fleet, id: "urn:basalt:schema:v1:fleet", title: "Fleet")
        let text = JSONWriter.text(schema, .compact)
        for key in ["surge", "per_zone", "workload_joined", "keep_failed", "assume_role", "carry", "webhook"] {
            #expect(text.contains("\"\(key)\""))
        }
    }
}

extension DiskFiles {
    /// The text of a file of this project.
    fileprivate func text(_ path: String) -> String? {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        var diagnostics = Diagnostics()
        return document("/\(root)/\(path)", into: &diagnostics)?.text
    }
}
