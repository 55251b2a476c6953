private import struct Crypto.SHA256
import Documents
package import Images
import Values

extension RemoteStore {
    /// Gets an image from S3 into a store on disk. Each block is checked; the image appears when it is whole.
    /// - Parameter progress: takes blocks that have arrived, of those that the disk has.
    /// - Returns: false where the store had it.
    /// - Throws: `invalidRequest` where there is no such version, `difference` where S3 holds other bytes than the
    ///   manifest says, `versionExists` where the store has the version with another disk.
    package func pull(
        _ name: String, _ version: String, into store: ImageStore, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PublishError) -> Bool {
        guard ImageStore.isName(name), ImageStore.isName(version) else {
            throw PublishError(.invalidRequest, "`\(name)@\(version)` names no image")
        }
        guard let manifest = try await manifest(name, version) else {
            let known = try await versions(of: name)
            throw PublishError(
                .invalidRequest, "\(place) has no \(name)@\(version)",
                remedy: known.isEmpty ? nil : "it has \(known.joined(separator: ", "))")
        }
        let digests = DiskBlocks(bytes: try await read(name, version, ImageFiles.blocks) ?? [])
        guard digests.digest == manifest.diskDigest, UInt64(digests.count) * DiskBlocks.size == manifest.diskSize else {
            throw PublishError(
                .difference, "\(place): the blocks of \(manifest.reference) are not those of its manifest")
        }
        let present = (try? store.find(manifest.reference))?.manifest.diskDigest
        if let present {
            guard present == manifest.diskDigest else { throw exists(manifest, present) }
            return false
        }
        let staged = try local { () throws(ImageStore.Failure) in try StagedImage.make(in: store) }
        let disk = staged.file(ImageFiles.disk)
        try await fill(disk, digests, progress)
        for file in Self.fixed + Self.later + [ImageFiles.manifest] {
            guard let bytes = try await read(name, version, file) else { continue }
            do throws(PackError) { try staged.write(bytes, as: file) } catch {
                throw PublishError(.record, "cannot write `\(staged.file(file))`: \(error)")
            }
        }
        do throws(ImageStore.Failure) { return try staged.publish(manifest) } catch {
            if case .versionExists(_, let digest) = error { throw exists(manifest, digest) }
            throw failure(error)
        }
    }

    /// The manifest of a version; nil where there is none.
    func manifest(_ name: String, _ version: String) async throws(PublishError) -> ImageManifest? {
        guard let bytes = try await read(name, version, ImageFiles.manifest) else { return nil }
        var diagnostics = Diagnostics()
        let key = place.key(name, version, ImageFiles.manifest)
        guard let source = SourceFile.decode(bytes, name: key, directory: nil, into: &diagnostics),
            let node = JSONReader.read(source, into: &diagnostics), let manifest = ImageManifest(node),
            manifest.name == name, manifest.version == version
        else {
            throw PublishError(
                .difference, "s3://\(place.bucket)/\(key) is no manifest that this version of basalt can read")
        }
        return manifest
    }

    private func fill(
        _ path: String, _ digests: DiskBlocks, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PublishError) {
        try DiskFile.make(path, size: UInt64(digests.count) * DiskBlocks.size)
        let wanted = (0..<digests.count).filter { digests[$0] != BlockPlan.zero.bytes[...] }
        try await inParallel(wanted, width: Self.width, progress) { (index) async throws(PublishError) in
            let digest = Digest(hash: digests[index])
            let key = place.key(block: digest.hexadecimal)
            guard let bytes = try await object(key) else {
                throw PublishError(.difference, "s3://\(place.bucket)/\(key) is missing")
            }
            guard Digest(hash: SHA256.hash(data: bytes)) == digest else {
                throw PublishError(.difference, "s3://\(place.bucket)/\(key) holds other bytes than its name says")
            }
            try DiskFile.writable(path).write(bytes, at: index)
        }
        try DiskFile.writable(path).sync()
    }

    private func exists(_ manifest: ImageManifest, _ digest: Digest) -> PublishError {
        PublishError(
            .versionExists, "this store has \(manifest.reference) with another disk (\(digest))",
            remedy: "name another store with --store")
    }

    private func local<Result: ~Copyable>(
        _ body: () throws(ImageStore.Failure) -> Result
    ) throws(PublishError) -> Result {
        do throws(ImageStore.Failure) { return try body() } catch { throw failure(error) }
    }

    private func failure(_ error: ImageStore.Failure) -> PublishError {
        switch error {
        case .cannotWrite(let path, let reason, _): PublishError(.record, "cannot write `\(path)`: \(reason)")
        case .damaged(let path, let reason): PublishError(.invalidImage, "`\(path)`: \(reason)")
        case .missing(let reference, _): PublishError(.invalidImage, "\(reference) is not there")
        case .versionExists(let reference, let digest):
            PublishError(.versionExists, "\(reference) is there with another disk (\(digest))")
        }
    }
}
