package import AWS
package import Images
import Values

/// Publishes an image: observe, decide, act, observe, in each region until nothing is left to do.
package struct Publisher: Sendable {
    /// What a run tells while it works.
    package enum Event: Sendable, Equatable {
        case step(region: String, text: String)
        /// Blocks that EBS has, of those that it needs.
        case progress(sent: Int, total: Int)
    }

    /// What a run needs besides AWS.
    package struct Source: Sendable {
        /// The image's folder in the store: the disk is read from it, journal and manifest stand in it.
        package let folder: String
        package let disk: String
        package let blocks: DiskBlocks
        /// Versions whose snapshot may be the parent.
        package let parents: [ParentCandidate]

        package init(folder: String, disk: String, blocks: DiskBlocks, parents: [ParentCandidate]) {
            self.folder = folder
            self.disk = disk
            self.blocks = blocks
            self.parents = parents
        }
    }

    /// Seconds between looks, and until a region is given up.
    package struct Patience: Sendable {
        package var pause: Double = 5
        package var limit: Double = 3600

        package init() {}
    }

    let session: AWSSession
    let wanted: Publication
    let source: Source
    let patience: Patience
    let report: @Sendable (Event) -> Void

    package init(
        _ session: AWSSession, _ wanted: Publication, _ source: Source, patience: Patience = Patience(),
        report: @escaping @Sendable (Event) -> Void
    ) {
        self.session = session
        self.wanted = wanted
        self.source = source
        self.patience = patience
        self.report = report
    }

    /// Publishes to all regions. A region's failure leaves the others alone.
    /// - Returns: the manifest, complete.
    /// - Throws: what the first region failed with; the manifest on disk says what became of each.
    package func run() async throws(PublishError) -> AMIManifest {
        try wanted.check()
        guard UInt64(source.blocks.count) * DiskBlocks.size == wanted.diskSize, source.blocks.digest == wanted.digest
        else {
            throw PublishError(
                .invalidImage, "\(wanted.reference): the digests of its blocks are not those of the manifest",
                remedy: "`basalt verify` says what differs")
        }
        let account = try await identity()
        let record = try PublishRecord(source.folder, wanted, account: account)
        for region in wanted.regions { try await record.set(region) { if $0.state == .failed { $0.state = .pending } } }
        let sourceImage = SourceImage()
        let failures = await withTaskGroup(of: (Int, PublishError)?.self) { group in
            for (index, region) in wanted.regions.enumerated() {
                group.addTask {
                    do throws(PublishError) {
                        try await work(on: region, record, sourceImage)
                        return nil
                    } catch {
                        if region == wanted.home { sourceImage.fail() }
                        try? await record.set(region) {
                            $0.state = .failed
                            $0.reason = error.message
                        }
                        return (index, error)
                    }
                }
            }
            var failures: [(Int, PublishError)] = []
            for await failure in group { if let failure { failures.append(failure) } }
            return failures.sorted { $0.0 < $1.0 }
        }
        if let failure = failures.first { throw summary(failure.1, failures.map { wanted.regions[$0.0] }) }
        return await record.manifest
    }

    private func summary(_ error: PublishError, _ failed: [String]) -> PublishError {
        guard wanted.regions.count > 1 else { return error }
        let done = wanted.regions.filter { !failed.contains($0) }
        let rest =
            done.isEmpty ? "no region has it" : "\(done.joined(separator: ", ")) \(done.count == 1 ? "has" : "have") it"
        return PublishError(
            error.code, "\(error.message) (not published in \(failed.joined(separator: ", ")); \(rest))",
            remedy: error.remedy ?? "publish again: it goes on where it was")
    }

    private func identity() async throws(PublishError) -> String {
        do throws(AWSError) {
            guard let account = try await session.client(wanted.home).send(STS.GetCallerIdentity()).account else {
                throw AWSError(.service, "GetCallerIdentity in \(wanted.home): the answer names no account")
            }
            return account
        } catch { throw PublishError(error) }
    }
}
