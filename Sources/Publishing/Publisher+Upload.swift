import AWS
import Images
import Values

extension Publisher {
    /// Fills the home region's snapshot, from where an earlier run left off.
    func upload(_ cloud: RegionCloud, _ memory: RegionMemory, _ record: PublishRecord) async throws(PublishError) {
        let isEncrypted = wanted.keys[cloud.region] != nil
        var parent: ParentCandidate?
        if let snapshot = memory.snapshot {
            let started = await record.journal.parent(of: snapshot)
            parent = source.parents.first { $0.snapshot == started }
            // The parent cannot be compared with any more, so that nobody knows what is missing.
            if started != nil, parent == nil {
                return try await discard(snapshots: [snapshot], cloud, memory, record)
            }
        } else if !isEncrypted {
            parent = try await usable(cloud)
        }
        let plan = BlockPlan(source.blocks, parent: parent?.blocks, isEncrypted: isEncrypted)
        let snapshot =
            if let known = memory.snapshot { known } else { try await start(plan, parent, cloud, memory, record) }
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
        try await complete(upload, cloud, memory, record)
    }

    private func start(
        _ plan: BlockPlan, _ parent: ParentCandidate?, _ cloud: RegionCloud, _ memory: RegionMemory,
        _ record: PublishRecord
    ) async throws(PublishError) -> String {
        let region = cloud.region
        let base = parent.map { ", only what changed since \($0.reference)" } ?? ""
        say(region, "uploading \(plan.blocks.count) of \(source.blocks.count) blocks of 512 KiB\(base)")
        let snapshot = try await ofAWS { () async throws(AWSError) in
            try await cloud.start(wanted, parent: parent?.snapshot, attempt: memory.attempt)
        }
        try await record.add(
            .started(region: region, snapshot: snapshot, parent: parent?.snapshot, attempt: memory.attempt))
        try await record.set(region) { $0.snapshot = snapshot }
        return snapshot
    }

    /// Tells EBS that all blocks are there.
    ///
    /// EBS refuses to hear it twice: where an answer was lost, in this run or the one before, the snapshot itself says
    /// whether it was heard. A refusal of what was said once means other blocks than were counted, and a new attempt.
    private func complete(
        _ upload: SnapshotUpload, _ cloud: RegionCloud, _ memory: RegionMemory, _ record: PublishRecord
    ) async throws(PublishError) {
        let (region, snapshot) = (cloud.region, upload.snapshot)
        if !memory.isCompleting { try await record.add(.completing(region: region, snapshot: snapshot)) }
        do throws(AWSError) { try await upload.complete() } catch {
            guard error.kind == .refused else { throw PublishError(error) }
            let wasHeard =
                if memory.isCompleting || error.isUncertain { try await isSealed(snapshot, cloud) } else { false }
            guard wasHeard else {
                try await discard(snapshots: [snapshot], cloud, memory, record)
                throw PublishError(.service, error.message, remedy: "publish again: it sends a new snapshot")
            }
        }
        try await record.add(.uploaded(region: region, snapshot: snapshot))
    }

    /// Whether a snapshot is ours and on its way to being completed, or there.
    private func isSealed(_ snapshot: String, _ cloud: RegionCloud) async throws(PublishError) -> Bool {
        let present = try await ofAWS { () async throws(AWSError) in
            try await cloud.snapshots([RegionCloud.filter("snapshot-id", [snapshot])])
        }
        return present.contains {
            ["pending", "completed"].contains($0.state)
                && $0.tags[Publication.TagName.digest] == wanted.digest.description
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
}
