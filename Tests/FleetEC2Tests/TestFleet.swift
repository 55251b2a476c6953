import AWS
import Documents
import Fleet
import FleetEC2
import TestSupport
import Testing
import Values

/// A fleet of the stand-in, and what `basalt replace` does with one.
struct TestFleet {
    let standIn: AWSStandIn
    let fleet: AWSStandIn.Fleet
    let clock = PatientClock()
    /// The folder of journals, locks and launch documents.
    let state: String
    /// Lines of the fleet file after `strategy: `.
    var strategy = "{surge: {max: 100%}, canary: {hosts: 0}, waves: [100%], bake: 1s}"
    var onFailure = "{action: rollback, keep_failed: {hosts: 0}}"
    var launch = ""
    var image = "2"

    init(_ count: Int, on standIn: AWSStandIn, in state: String) throws {
        self.standIn = standIn
        self.state = state
        fleet = try standIn.makeFleet(unique("web"), count: count)
    }

    func file() throws -> FleetFile {
        var diagnostics = Diagnostics()
        let text = """
            apiVersion: basalt/v1
            kind: Fleet
            metadata: {name: \(fleet.name)}
            image: \(fleet.name)@\(image)
            profile: {file: web.yaml}
            provider:
              ec2:
                select: {fleet: \(fleet.name)}
                count: \(fleet.instances.count)
                launch:
                  instance_types: [m5.large, m5a.large]
                  subnets: [\(fleet.subnets.joined(separator: ", "))]
                  tags: {cost-center: "42"}
            \(launch.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
            workload: {target_groups: ["\(fleet.group)"]}
            gates: [{instance_status: {within: 15m}}, {target_health: {within: 10m}}]
            strategy: \(strategy)
            on_failure: \(onFailure)
            """
        let file = FleetLoader.load(
            SourceFile(name: "fleet.yaml", directory: "", text: text), into: &diagnostics)
        return try #require(file, "\(diagnostics.all.map(\.message))")
    }

    /// The parts that a verb puts together, over one session.
    struct Parts {
        let session: AWSSession
        let cloud: EC2Cloud
        let services: Services
        let file: FleetFile
        let settings: EC2Provider
    }

    /// Runs `body` as a process of its own would: nothing but the state is carried over.
    /// - Parameter store: the journal's; a folder's without one.
    func with<Result>(
        _ change: [String: String] = [:], store: ((AWSSession) -> any JournalStore & LaunchDocuments)? = nil,
        _ body: (Parts) async throws -> Result
    ) async throws -> Result {
        let file = try file()
        guard case .ec2(let settings) = file.provider else { throw Unreadable(description: "no EC2 fleet") }
        return try await withSession(standIn, change) { session in
            let client = session.client(fleet.region)
            let place = store?(session)
            let documents: any LaunchDocuments = if let place { place } else { FolderDocuments(state: state) }
            let journal: any JournalStore = if let place { place } else { DirectoryStore(root: state) }
            let cloud = EC2Cloud(
                client, fleet: fleet.name, select: settings.select, carry: settings.launch.carry,
                documents: documents)
            let workload = InstanceWorkload(
                Members(), TargetGroups(client, [fleet.group]), CommandGate(client))
            let services = Services(cloud: cloud, workload: workload, clock: clock, store: journal)
            return try await body(
                Parts(session: session, cloud: cloud, services: services, file: file, settings: settings))
        }
    }

    /// What would be done now.
    func plan(_ parts: Parts, run: String, previous: HostSpec? = nil) async throws -> Plan {
        let resolver = FleetResolver(parts.session.client(fleet.region))
        let image = try await resolver.image(parts.file.image, for: parts.settings.launch.instanceTypes)
        let document = LaunchDocument(
            parts.settings.launch, metadata: MetadataOptions(nil),
            userData: try #require(LaunchUserData(Array("#!/bin/sh\n".utf8))), rootDevice: nil)
        let digest = document.digest(image: image.id)
        try await parts.cloud.documents.keep(document, for: digest)
        let policy = Policy(parts.file, count: fleet.instances.count)
        let observed = try await parts.services.observe(run: "", policy)
        let places = try await resolver.places(parts.settings.launch)
        return FleetPlanner.plan(
            observed: observed,
            wanted: Wanted(
                run: run, fleet: fleet.name, spec: HostSpec(image: image.id, imageName: image.name, digest: digest),
                previous: previous, placements: places.placements), policy: policy)
    }

    func run(_ plan: Plan, _ parts: Parts, owner: String = "a/1/x") async -> (ending: Ending, state: RunState) {
        var runner = Runner(plan, parts.services, owner: owner)
        let ending = await runner.run()
        return (ending, runner.state)
    }

    /// The whole of a rotation by one process.
    func rotate(_ change: [String: String] = [:], run: String? = nil) async throws -> Ending {
        try await with(change) { parts in
            let plan = try await plan(parts, run: run ?? "\(fleet.name)-r1")
            try await parts.services.store.create(plan)
            return await self.run(plan, parts).ending
        }
    }

    /// The fleet's instances as EC2 has them now.
    func instances() async throws -> [Instance] {
        try await with { parts in try await parts.cloud.instances(run: "") }
    }
}

extension Ending {
    var isDone: Bool { self == .finished(.done) }
}

/// Whether the fleet is what it should be after a rotation: exactly the wanted instances, none besides; each old one let go
/// by its target group before it ended; and nothing left to change.
func expectReplaced(_ fleet: TestFleet, _ comment: Comment? = nil) async throws {
    try fleet.standIn.play("[]")
    let live = try await fleet.instances().filter(\.state.isLive)
    let count = fleet.fleet.instances.count
    #expect(live.count == count, comment)
    #expect(live.allSatisfy { $0.image == fleet.fleet.images[1] }, comment)
    #expect(live.allSatisfy { $0.tags.host != nil && $0.tags.run != nil }, comment)
    let ours = Set(live.map(\.id)).union(fleet.fleet.instances)
    let changes = try fleet.standIn.changes().filter { ours.contains($0.id) || $0.what == "launch" }
    for id in fleet.fleet.instances {
        let story = changes.filter { $0.id == id }
        // To end again what has ended, because the answer was lost, changes nothing.
        #expect(story.prefix(3).map(\.what) == ["deregister", "drained", "terminate"], comment)
        #expect(story.dropFirst(3).allSatisfy { $0.what == "terminate" }, comment)
        #expect(story.allSatisfy { !$0.isEarly }, comment)
    }
    for instance in live {
        #expect(changes.contains { $0.id == instance.id && $0.what == "register" }, comment)
    }
    try await fleet.with { parts in
        let again = try await fleet.plan(parts, run: "again")
        #expect(again.isEmpty, "\(again.slots)")
    }
    let mutating = try fleet.standIn.log().filter(isMutating)
    #expect(mutating == [], comment)
}

func isMutating(_ call: String) -> Bool {
    !call.contains(".Describe") && !call.contains(".Get") && !call.contains(".GET") && !call.contains(".HEAD")
}
