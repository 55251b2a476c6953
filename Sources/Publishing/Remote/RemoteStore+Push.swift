import AWS
import Documents
package import Images
import Values

extension RemoteStore {
    /// Puts an image of a store on disk into S3: the blocks that no version of its name has, then its files. What is there
    /// already only gets the files that came later: the verdict of a test, and where it was published.
    /// - Parameter progress: takes blocks that were sent, of those that have to be.
    /// - Throws: `versionExists` where the version is there with another disk.
    package func push(
        _ entry: ImageStore.Entry, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PublishError) {
        let manifest = entry.manifest
        let text = try required(entry, ImageFiles.manifest)
        if try await isThere(manifest) == false {
            let digests = DiskBlocks(bytes: try required(entry, ImageFiles.blocks))
            try await send(digests, of: entry, progress)
            for name in Self.fixed {
                guard let bytes = try file(entry, name) else { continue }
                _ = try await write(bytes, to: place.key(manifest.name, manifest.version, name))
            }
            let key = place.key(manifest.name, manifest.version, ImageFiles.manifest)
            // Somebody else may have been faster.
            if try await !write(text, to: key, isNew: true) { _ = try await isThere(manifest) }
        }
        for name in Self.later {
            guard let bytes = try file(entry, name) else { continue }
            _ = try await write(bytes, to: place.key(manifest.name, manifest.version, name))
        }
    }

    private func isThere(_ manifest: ImageManifest) async throws(PublishError) -> Bool {
        guard let present = try await self.manifest(manifest.name, manifest.version) else { return false }
        guard present.diskDigest == manifest.diskDigest else {
            throw PublishError(
                .versionExists, "\(place): \(manifest.reference) is there with another disk (\(present.diskDigest))",
                remedy: "a version never changes: build this image under a new version")
        }
        return true
    }

    private func send(
        _ digests: DiskBlocks, of entry: ImageStore.Entry, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PublishError) {
        var known: Set<ArraySlice<UInt8>> = [BlockPlan.zero.bytes[...]]
        for version in try await versions(of: entry.manifest.name) {
            let bytes = try await read(entry.manifest.name, version, ImageFiles.blocks) ?? []
            let blocks = DiskBlocks(bytes: bytes)
            for index in 0..<blocks.count { known.insert(blocks[index]) }
        }
        var wanted: [Int] = []
        for index in 0..<digests.count where known.insert(digests[index]).inserted { wanted.append(index) }
        let disk = entry.file(ImageFiles.disk)
        try await inParallel(wanted, width: Self.width, progress) { (index) async throws(PublishError) in
            let digest = Digest(hash: digests[index])
            let bytes = try DiskFile.open(disk).block(index, digest: digests[index])
            _ = try await write(bytes, to: place.key(block: digest.hexadecimal), digest: digest)
        }
    }

    private func required(_ entry: ImageStore.Entry, _ name: String) throws(PublishError) -> [UInt8] {
        guard let bytes = try file(entry, name) else {
            throw PublishError(.invalidImage, "\(entry.manifest.reference) has no \(name)")
        }
        return bytes
    }

    private func file(_ entry: ImageStore.Entry, _ name: String) throws(PublishError) -> [UInt8]? {
        let path = entry.file(name)
        do throws(FileProblem) { return try DiskFiles().read(path, limit: 256 << 20) } catch {
            if error.kind == .missing { return nil }
            throw PublishError(.invalidImage, "cannot read `\(path)`: \(error.reason)")
        }
    }
}
