import AWS
import Documents
import Images
import Publishing

/// What `basalt verify --published` does.
extension Report {
    func verifyPublished(_ entry: ImageStore.Entry, blocks wantsBlocks: Bool) async throws {
        let manifest = try published(entry)
        guard manifest.digest == entry.manifest.diskDigest else {
            throw failure(
                PublishError(
                    .difference, "\(manifest.reference): what was published has another disk (\(manifest.digest))"))
        }
        let tags = Publication(entry.manifest).requiredTags
        try await PublishingSession.with(self) { session in
            let image = PublishedImage(session, manifest, tags: tags)
            var found = try await image.differences()
            if wantsBlocks, found.isEmpty { found = try await differences(image, manifest, entry) }
            guard found.isEmpty else {
                throw PublishError(
                    .difference, "\(manifest.reference) is not as it was published: \(found.joined(separator: "; "))",
                    remedy: "`basalt publish` mends tags, permissions and parameters; replace what holds other bytes")
            }
            note(
                "\(manifest.reference) is as it was published in \(manifest.regions.keys.sorted().joined(separator: ", "))"
            )
        }
    }

    private func differences(
        _ image: PublishedImage, _ manifest: AMIManifest, _ entry: ImageStore.Entry
    ) async throws -> [String] {
        let disk: DiskBlocks
        do throws(FileProblem) {
            disk = DiskBlocks(bytes: try DiskFiles().read(entry.file(ImageFiles.blocks), limit: 64 << 20))
        } catch { throw PublishError(.invalidImage, "cannot read the digests of its blocks: \(error.reason)") }
        var found: [String] = []
        for region in manifest.regions.keys.sorted() {
            if let block = try await image.firstDifference(in: region, from: disk, progress: { _, _ in }) {
                found.append("\(region): block \(block) of the snapshot holds other bytes")
            }
        }
        return found
    }
}
