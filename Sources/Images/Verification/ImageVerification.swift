import BootDisk
import Documents
import SquashFS
import Values

/// Whether a disk is what its manifest says: every digest, the hash tree and the kernel's command line, made again from
/// the disk alone.
package struct ImageVerification {
    /// The first thing that differs.
    package struct Difference: Sendable, Equatable {
        /// `block 130`, `partition table`, `hash tree`…
        package let place: String
        /// What is there, and what should be.
        package let reason: String
    }

    private let manifest: ImageManifest
    private let entry: ImageStore.Entry
    private let threads: Int

    package init(_ entry: ImageStore.Entry, threads: Int) {
        self.entry = entry
        manifest = entry.manifest
        self.threads = threads
    }

    /// - Returns: nil where the disk is what the manifest says.
    package func firstDifference() throws(ImageError) -> Difference? {
        let path = entry.file(ImageFiles.disk)
        let disk = try DiskReader.open(path)
        guard disk.size == manifest.diskSize else {
            return Difference(
                place: ImageFiles.disk, reason: "it has \(disk.size) bytes, and the manifest says \(manifest.diskSize)")
        }
        do throws(SquashFSError) {
            if let difference = try blocks(disk) { return difference }
            if let difference = try tree(disk) { return difference }
        } catch { throw ImageError(error, of: path) }
        do throws(BootDiskError) {
            if let difference = try table(disk) { return difference }
            return try kernel(disk)
        } catch {
            return Difference(place: "\(error.format.rawValue), \(error.field)", reason: error.reason)
        }
    }

    private func blocks(_ disk: borrowing DiskReader) throws(SquashFSError) -> Difference? {
        let found = DiskBlocks(bytes: try disk.hashes(0..<disk.size, salt: nil, threads: threads).chunks)
        let listed = DiskBlocks(bytes: (try? DiskFiles().read(entry.file(ImageFiles.blocks), limit: 1 << 30)) ?? [])
        if found.digest == manifest.diskDigest {
            guard listed == found else {
                return Difference(
                    place: ImageFiles.blocks, reason: "its digests are not those of the disk, which itself is right")
            }
            return partitionDigests(found)
        }
        guard listed.digest == manifest.diskDigest, let block = found.firstDifference(from: listed) else {
            return Difference(
                place: ImageFiles.disk,
                reason: "its digest is \(found.digest), and the manifest says \(manifest.diskDigest)")
        }
        let offset = UInt64(block) * DiskBlocks.size
        let partition = manifest.partitions.first { $0.offset <= offset && offset < $0.offset + $0.size }
        return Difference(
            place: "block \(block)",
            reason: "the 512 KiB from byte \(offset) on, in \(partition?.name ?? "the partition table"), "
                + "are not those that were built")
    }

    private func partitionDigests(_ blocks: DiskBlocks) -> Difference? {
        for partition in manifest.partitions
        where blocks.digest(of: partition.offset..<(partition.offset + partition.size)) != partition.digest {
            return Difference(place: partition.name, reason: "the manifest says another digest than the disk gives")
        }
        return nil
    }

    /// The tree that the root gives must be the one on the disk, and its hash the manifest's.
    private func tree(_ disk: borrowing DiskReader) throws(SquashFSError) -> Difference? {
        guard let root = manifest.partitions.first(where: { $0.name == "root" }),
            let hashes = manifest.partitions.first(where: { $0.name == "root-verity" }),
            manifest.verity.dataBlocks * 4096 <= root.size
        else { return Difference(place: ImageFiles.manifest, reason: "it lacks the root or its hash tree") }
        let range = root.offset..<(root.offset + manifest.verity.dataBlocks * 4096)
        let leaves = try disk.hashes(range, salt: manifest.verity.salt, threads: threads).leaves
        let stored: [UInt8]
        do throws(BootDiskError) { stored = try disk.read(hashes.offset..<(hashes.offset + hashes.size)) } catch {
            throw SquashFSError(.inputOutput, error.reason)
        }
        // The identifier is no part of what is hashed.
        let identifier = Array(stored.dropFirst(16).prefix(16))
        let tree = VerityTree(leaves: leaves, salt: manifest.verity.salt, identifier: identifier)
        guard let tree, tree.rootHash == manifest.verity.rootHash else {
            return Difference(
                place: "hash tree",
                reason: "the root gives the hash \(tree?.rootHash.hexadecimal ?? "of nothing"), and the manifest says "
                    + manifest.verity.rootHash.hexadecimal)
        }
        guard stored.starts(with: tree.bytes) else {
            return Difference(place: "hash tree", reason: "root-verity holds another tree than the root gives")
        }
        return nil
    }

    private func table(_ disk: borrowing DiskReader) throws(BootDiskError) -> Difference? {
        let found = try disk.table().partitions.map {
            "\($0.name) \($0.identifier) \($0.type) \($0.offset) \($0.size)"
        }
        let listed = manifest.partitions.map { "\($0.name) \($0.identifier) \($0.type) \($0.offset) \($0.size)" }
        guard found != listed else { return nil }
        return Difference(place: "partition table", reason: "it has \(found), and the manifest says \(listed)")
    }

    private func kernel(_ disk: borrowing DiskReader) throws(BootDiskError) -> Difference? {
        let found = try disk.commandLine(manifest.architecture)
        guard found != manifest.commandLine else { return nil }
        return Difference(
            place: "kernel command line", reason: "it is `\(found)`, and the manifest says `\(manifest.commandLine)`")
    }
}
