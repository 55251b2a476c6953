import AWS
import Images
import Values

/// Fills a snapshot: blocks in parallel, each with its checksum, then the checksum over all.
///
/// Source: Amazon EBS User Guide, "Use EBS direct APIs to write data to a snapshot".
struct SnapshotUpload: Sendable {
    /// Tries for one block. A fresh snapshot "does not exist" for up to two minutes.
    private static let attempts = 14
    /// Blocks after which the journal learns of progress.
    private static let batch = 64

    let client: AWSClient
    let surroundings: AWSSurroundings
    let snapshot: String
    let plan: BlockPlan
    let digests: DiskBlocks

    /// - Parameters:
    ///   - sent: blocks that earlier runs have sent.
    ///   - record: takes the numbers of blocks that are there now; by the time that it returns they are not forgotten.
    func run(
        disk path: String, sent: Set<Int>, record: @escaping @Sendable ([Int]) async throws(PublishError) -> Void,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PublishError) {
        let left = plan.blocks.filter { !sent.contains($0) }
        let queue = BlockQueue(left)
        let done = plan.blocks.count - left.count
        progress(done, plan.blocks.count)
        let result = await withTaskGroup(of: Result<Int, PublishError>.self) { group in
            var batch: [Int] = []
            for index in queue.take() { group.addTask { await put(index, path, queue) } }
            while let outcome = await group.next() {
                switch outcome {
                case .failure(let error):
                    group.cancelAll()
                    // What has arrived is kept, also when this run ends.
                    try? await record(batch)
                    return Result<Void, PublishError>.failure(error)
                case .success(let index):
                    batch.append(index)
                    progress(done + queue.succeeded(), plan.blocks.count)
                }
                if batch.count >= Self.batch {
                    do throws(PublishError) { try await record(batch) } catch {
                        group.cancelAll()
                        return .failure(error)
                    }
                    batch = []
                }
                for index in queue.take() { group.addTask { await put(index, path, queue) } }
            }
            do throws(PublishError) { try await record(batch) } catch { return .failure(error) }
            return .success(())
        }
        try result.get()
    }

    /// Tells EBS that all blocks are there.
    func complete() async throws(AWSError) {
        _ = try await client.send(
            EBS.CompleteSnapshot {
                $0.snapshotId = snapshot
                $0.changedBlocksCount = plan.blocks.count
                $0.checksum = Base64.encode(plan.checksum.bytes)
                $0.checksumAlgorithm = "SHA256"
                $0.checksumAggregationMethod = "LINEAR"
            }, retry: .patient)
    }

    private func put(_ index: Int, _ path: String, _ queue: BlockQueue) async -> Result<Int, PublishError> {
        do throws(PublishError) {
            let request: EBS.PutSnapshotBlock
            do {
                let digest = digests.digest(at: index)
                let bytes = try bytes(index, path)
                request = EBS.PutSnapshotBlock {
                    $0.snapshotId = snapshot
                    $0.blockIndex = index
                    $0.blockData = Blob(bytes)
                    $0.dataLength = bytes.count
                    $0.checksum = Base64.encode(digest)
                    $0.checksumAlgorithm = "SHA256"
                }
            }
            try await send(request, digest: Digest(hash: digests.digest(at: index)), queue)
            return .success(index)
        } catch { return .failure(error) }
    }

    /// A block of the disk, or zeros behind its end.
    private func bytes(_ index: Int, _ path: String) throws(PublishError) -> [UInt8] {
        guard index < digests.count else { return [UInt8](repeating: 0, count: Int(DiskBlocks.size)) }
        return try DiskFile.open(path).block(index, digest: digests[index])
    }

    private func send(
        _ request: EBS.PutSnapshotBlock, digest: Digest, _ queue: BlockQueue
    ) async throws(PublishError) {
        let policy = RetryPolicy(attempts: Self.attempts, longestDelay: 20)
        for attempt in 1... {
            let failure: AWSError
            do throws(AWSError) {
                _ = try await client.send(request, retry: RetryPolicy(attempts: 1, usesQuota: false), digest: digest)
                return
            } catch { failure = error }
            if failure.kind == .throttled { queue.throttled() }
            let isPassing = [.throttled, .service, .unreachable, .notFound].contains(failure.kind)
            guard isPassing, attempt < Self.attempts else { throw PublishError(failure) }
            do { try await surroundings.sleep(policy.delay(after: attempt, random: surroundings.random())) } catch {
                throw PublishError(.interrupted, "the upload was interrupted")
            }
        }
    }
}
