import AWS
import Images
import Synchronization
import Values

/// The home region's AMI, which the others wait for.
final class SourceImage: Sendable {
    private let state = Mutex<(image: String?, hasFailed: Bool)>((nil, false))

    var image: String? { state.withLock { $0.image } }
    var hasFailed: Bool { state.withLock { $0.hasFailed } }
    func set(_ image: String) { state.withLock { $0.image = image } }
    func fail() { state.withLock { $0.hasFailed = true } }
}

extension Publisher {
    /// Does what is left to do in a region.
    func work(on region: String, _ record: PublishRecord, _ source: SourceImage) async throws(PublishError) {
        let cloud = RegionCloud(client: session.client(region))
        let started = session.settings.surroundings.now()
        while true {
            let state = try await ofAWS { () async throws(AWSError) in try await cloud.observe(wanted) }
            let memory = await record.journal.memory(region)
            if region == wanted.home, let image = state.images.first(where: { $0.state == "available" }) {
                source.set(image.id)
            }
            let step = try RegionDecision(wanted, region: region, state: state, memory: memory)
                .next(source: region == wanted.home ? nil : source.image)
            switch step {
            case .done(let image, let snapshot):
                try await record.set(region) {
                    $0.state = .available
                    $0.reason = nil
                    $0.image = image
                    $0.snapshot = snapshot
                }
                report(.step(region: region, text: "\(image) is available"))
                return
            case .wait(let reason):
                if region != wanted.home, source.image == nil, source.hasFailed {
                    throw PublishError(.service, "\(region): there is no image in \(wanted.home) to copy")
                }
                try await wait(region, reason, since: started.seconds, record)
            default: try await act(step, cloud, memory, record)
            }
        }
    }

    private func wait(
        _ region: String, _ reason: String, since start: Int64, _ record: PublishRecord
    ) async throws(PublishError) {
        let surroundings = session.settings.surroundings
        try await record.set(region) { $0.reason = "waiting for \(reason)" }
        guard Double(surroundings.now().seconds - start) < patience.limit else {
            throw PublishError(
                .deadline, "\(region): after \(Int(patience.limit)) seconds it still waits for \(reason)",
                remedy: "publish again: it goes on where it was")
        }
        do { try await surroundings.sleep(patience.pause) } catch {
            throw PublishError(
                .interrupted, "publishing was interrupted", remedy: "publish again: it goes on where it was")
        }
    }

    private func act(
        _ step: RegionStep, _ cloud: RegionCloud, _ memory: RegionMemory, _ record: PublishRecord
    ) async throws(PublishError) {
        let region = cloud.region
        switch step {
        case .upload: try await upload(cloud, memory, record)
        case .register(let snapshot):
            say(region, "registering \(snapshot)")
            let id = try await ofAWS { () async throws(AWSError) in
                try await cloud.register(wanted, snapshot: snapshot)
            }
            try await note(region, id, record)
        case .copy(let image):
            say(region, "copying \(image) from \(wanted.home)")
            let id = try await ofAWS { () async throws(AWSError) in
                try await cloud.copy(wanted, image: image, from: wanted.home, attempt: memory.attempt)
            }
            try await note(region, id, record)
        case .discardImage(let image, let snapshots):
            say(region, "removing \(image), which failed")
            try await ofAWS { () async throws(AWSError) in try await cloud.remove(image: image, snapshots: snapshots) }
            try await record.add(.discarded(region: region, attempt: memory.attempt + 1))
        case .discardSnapshot(let snapshot):
            say(region, "removing \(snapshot), which failed")
            try await ofAWS { () async throws(AWSError) in try await cloud.remove(image: nil, snapshots: [snapshot]) }
            try await record.add(.discarded(region: region, attempt: memory.attempt + 1))
        default: try await settle(step, cloud)
        }
    }

    /// Steps that change an AMI that is there.
    private func settle(_ step: RegionStep, _ cloud: RegionCloud) async throws(PublishError) {
        let region = cloud.region
        try await ofAWS { () async throws(AWSError) in
            switch step {
            case .tag(let resource, let missing): try await cloud.tag(resource, missing)
            case .shareSnapshot(let id, let accounts):
                say(region, "sharing \(id)")
                try await cloud.share(snapshot: id, with: accounts)
            case .shareImage(let id, let accounts):
                say(region, "sharing \(id)")
                try await cloud.share(image: id, with: accounts)
            case .deprecate(let image):
                if let time = wanted.deprecation { try await cloud.deprecate(image, at: time) }
            case .name(let image):
                say(region, "naming \(image) in \(wanted.parameter)")
                _ = try await cloud.name(wanted.parameter, image)
            default: break
            }
        }
    }

    private func note(_ region: String, _ image: String?, _ record: PublishRecord) async throws(PublishError) {
        // Without an id, the AMI is found by its name in the next look.
        guard let image else { return }
        try await record.add(.image(region: region, id: image))
        try await record.set(region) { $0.image = image }
    }

    private func upload(
        _ cloud: RegionCloud, _ memory: RegionMemory, _ record: PublishRecord
    ) async throws(PublishError) {
        let region = cloud.region
        let isEncrypted = wanted.keys[region] != nil
        var parent: ParentCandidate?
        if let snapshot = memory.snapshot {
            let started = await record.journal.parent(of: snapshot)
            parent = source.parents.first { $0.snapshot == started }
            if started != nil, parent == nil {
                // The parent cannot be compared with any more, so that nobody knows what is missing.
                try await ofAWS { () async throws(AWSError) in
                    try await cloud.remove(image: nil, snapshots: [snapshot])
                }
                return try await record.add(.discarded(region: region, attempt: memory.attempt + 1))
            }
        } else if !isEncrypted {
            parent = try await usable(cloud)
        }
        let plan = BlockPlan(source.blocks, parent: parent?.blocks, isEncrypted: isEncrypted)
        let snapshot: String
        if let known = memory.snapshot {
            snapshot = known
        } else {
            let base = parent.map { ", only what changed since \($0.reference)" } ?? ""
            say(region, "uploading \(plan.size >> 20) MiB\(base)")
            let chosen = parent?.snapshot
            snapshot = try await ofAWS { () async throws(AWSError) in
                try await cloud.start(wanted, parent: chosen, attempt: memory.attempt)
            }
            try await record.add(
                .started(region: region, snapshot: snapshot, parent: chosen, attempt: memory.attempt))
            try await record.set(region) { $0.snapshot = snapshot }
        }
        let upload = SnapshotUpload(
            client: cloud.client, surroundings: session.settings.surroundings, snapshot: snapshot, plan: plan,
            digests: source.blocks)
        let report = report
        try await upload.run(
            disk: source.disk, sent: await record.journal.blocks(of: snapshot),
            record: { (blocks) async throws(PublishError) in
                try await record.add(.sent(snapshot: snapshot, blocks: blocks.sorted()))
            },
            progress: { report(.progress(sent: $0, total: $1)) })
        try await complete(upload, cloud)
        try await record.add(.uploaded(region: region, snapshot: snapshot))
    }

    /// Completes a snapshot. A refusal may only mean that an earlier call, whose answer was lost, has done it.
    private func complete(_ upload: SnapshotUpload, _ cloud: RegionCloud) async throws(PublishError) {
        do throws(AWSError) { try await upload.complete() } catch {
            let present = try await ofAWS { () async throws(AWSError) in
                try await cloud.snapshots([RegionCloud.filter("snapshot-id", [upload.snapshot])])
            }
            guard error.kind == .refused, present.first?.state == "completed" else { throw PublishError(error) }
        }
    }

    /// The best parent of those that the region still has.
    private func usable(_ cloud: RegionCloud) async throws(PublishError) -> ParentCandidate? {
        let names = source.parents.map(\.snapshot)
        guard !names.isEmpty else { return nil }
        let present = try await ofAWS { () async throws(AWSError) in
            try await cloud.snapshots([RegionCloud.filter("snapshot-id", names)])
        }
        let usable = source.parents.filter { candidate in
            present.contains {
                $0.id == candidate.snapshot && $0.state == "completed"
                    && $0.tags[Publication.TagName.digest] == candidate.blocks.digest.description
            }
        }
        return ParentCandidate.best(usable, for: source.blocks)
    }

    private func say(_ region: String, _ text: String) { report(.step(region: region, text: text)) }
}

/// Runs calls, and says their errors in publishing's words.
func ofAWS<Result>(_ body: () async throws(AWSError) -> Result) async throws(PublishError) -> Result {
    do throws(AWSError) { return try await body() } catch { throw PublishError(error) }
}
