import Archives
import BootDisk
private import struct Crypto.SHA256
package import Inventory
package import Layers
import SquashFS
package import Values

/// What is to be built.
package struct BuildRequest: Sendable {
    package var name: String
    package var version: String
    package var architecture = BootFiles.Architecture.x86_64
    package var profileName = ""
    package var profileDigest: Digest
    /// Added to the kernel's command line.
    package var kernelArguments: [String] = []
    /// What the profile leaves out, besides what no host has.
    package var removed: [Glob] = []
    /// The only time in the image.
    package var sourceDate = Timestamp(seconds: 0)
    /// Packages that were only unpacked, which dpkg's list does not know.
    package var unpacked: [PackageIdentity] = []
    package var packing = PackOptions()
    /// The version of this program.
    package var tool = ""

    package init(name: String, version: String, profileDigest: Digest) {
        self.name = name
        self.version = version
        self.profileDigest = profileDigest
    }
}

/// What was built; the disk itself is in the file.
package struct BuiltImage {
    package let manifest: ImageManifest
    package let blocks: DiskBlocks
    package let packed: PackResult
    package let bills: BillOfMaterials
}

/// Makes a bootable disk of layers: each byte of it is written once.
package struct ImageBuilder {
    private let request: BuildRequest
    private let onProgress: (PackProgress) -> Bool

    /// - Parameter onProgress: called often, by the calling thread; answers whether to go on.
    package init(_ request: BuildRequest, onProgress: @escaping (PackProgress) -> Bool = { _ in true }) {
        self.request = request
        self.onProgress = onProgress
    }

    /// Makes the disk in a file that is new and gets its name when it is complete.
    package func build(_ stack: LayerStack, to path: String) throws(PackError) -> BuiltImage {
        let output = try OutputFile.open(path)
        let salt = PartitionIdentity.veritySalt(name: request.name)
        let packed = try pack(stack, salt, into: output.descriptor, of: path)
        let identity = try identity(packed, salt)
        let tree = try tree(packed, salt, identity.identifier(for: "root hash tree"))
        let layout = DiskLayout(root: packed.size, verity: UInt64(tree.bytes.count))
        let partitions = layout.partitions(identity, request.architecture)
        let verity = ImageManifest.Verity(rootHash: tree.rootHash, salt: salt, dataBlocks: packed.size / 4096)
        let commandLine = commandLine(verity, root: partitions[1].identifier)
        let disk = DiskImage(descriptor: output.descriptor)
        try write(tree, layout, partitions, identity, kernel: try kernel(packed.derived.parts, commandLine), to: disk)
        let blocks = try blocks(packed, layout, disk)
        guard onProgress(packed.progress) else { throw .interrupted(path: path) }
        try output.commit(size: layout.diskSize)
        let bills = try bills(packed, blocks.digest)
        let manifest = ImageManifest(
            name: request.name, version: request.version, architecture: request.architecture.rawValue,
            profileName: request.profileName, profileDigest: request.profileDigest, layers: packed.root.layerDigests,
            kernelRelease: text(packed, BootFiles.Part.release), commandLine: commandLine,
            packages: bills.inventory.packages.map(\.identity),
            partitions: partitions.map { Self.described($0, blocks) }, verity: verity,
            diskSize: layout.diskSize, diskDigest: blocks.digest,
            tools: BuildTools.versions(basalt: request.tool), sourceDate: request.sourceDate)
        return BuiltImage(
            manifest: manifest, blocks: blocks, packed: packed, bills: bills)
    }

    private var boot: BootFiles {
        BootFiles(architecture: request.architecture, sourceDate: request.sourceDate, unpacked: request.unpacked)
    }

    private func pack(
        _ stack: LayerStack, _ salt: [UInt8], into descriptor: Int32, of path: String
    ) throws(PackError) -> PackResult {
        let policy = ShippedHostPolicy.make(
            name: request.name, version: request.version, modified: request.sourceDate.seconds,
            alsoRemoved: request.removed)
        var options = request.packing
        options.image.modified = request.sourceDate.seconds
        options.hashes = HashOptions(salt: salt, takesChunks: true)
        return try ImagePacker(options, onProgress: onProgress)
            .pack(stack, boot.recipe(policy), into: descriptor, at: DiskLayout.rootOffset, of: path)
    }

    /// Identifiers come from name, version and all that the image is made of: the root, whose hash is that of a tree
    /// without an identifier, and the files that it boots with.
    private func identity(_ packed: PackResult, _ salt: [UInt8]) throws(PackError) -> PartitionIdentity {
        let root = try tree(packed, salt, GUID(0, 0)).rootHash
        let parts = [BootFiles.Part.kernel, BootFiles.Part.stub, BootFiles.Part.initramfs].map { name in
            Digest(hash: SHA256.hash(data: packed.derived.parts[name] ?? []))
        }
        return PartitionIdentity(name: request.name, version: request.version, inputs: [root] + parts)
    }

    private func tree(_ packed: PackResult, _ salt: [UInt8], _ identifier: GUID) throws(PackError) -> VerityTree {
        let tree = VerityTree(leaves: packed.hashes.leaves, salt: salt, identifier: identifier.bytes)
        guard let tree else { throw .image(SquashFSError(.invalidLayout, "the root has no hash tree")) }
        return tree
    }

    /// What the initramfs is told; see image/README.md.
    private func commandLine(_ verity: ImageManifest.Verity, root: GUID) -> String {
        let table = [
            String(verity.dataBlocks), "1", hexadecimal(verity.salt), verity.rootHash.hexadecimal,
        ].joined(separator: ":")
        let console = request.architecture == .x86_64 ? "ttyS0,115200n8" : "ttyAMA0,115200n8"
        let words = [
            "console=tty0", "console=\(console)", "panic=30", "nvme_core.io_timeout=4294967295", "systemd.gpt_auto=no",
        ]
        let defaults = words.filter { !request.kernelArguments.contains($0) }
        return (defaults + request.kernelArguments + ["basalt.root=\(root)", "basalt.verity=\(table)"])
            .joined(separator: " ")
    }

    private func kernel(_ parts: [String: [UInt8]], _ commandLine: String) throws(PackError) -> [UInt8] {
        let release = ShippedHostPolicy.osRelease(name: request.name, version: request.version)
        return try booting { () throws(BootDiskError) in
            try UnifiedKernelImage.bytes(
                stub: parts[BootFiles.Part.stub] ?? [],
                sections: [
                    .init(".osrel", Array(release.utf8)), .init(".cmdline", Array(commandLine.utf8)),
                    .init(".uname", parts[BootFiles.Part.release] ?? []),
                    .init(".linux", parts[BootFiles.Part.kernel] ?? []),
                    .init(".initrd", parts[BootFiles.Part.initramfs] ?? []),
                ], sourceDate: request.sourceDate)
        }
    }

    private func write(
        _ tree: VerityTree, _ layout: DiskLayout, _ partitions: [Partition], _ identity: PartitionIdentity,
        kernel: [UInt8], to disk: DiskImage
    ) throws(PackError) {
        let name = request.architecture == .x86_64 ? "BOOTX64.EFI" : "BOOTAA64.EFI"
        let esp = try booting { () throws(BootDiskError) in
            try FAT32Image(
                size: DiskLayout.espSize, label: "ESP", serial: identity.serial(for: "esp"), time: request.sourceDate,
                files: [FAT32File(path: "EFI/BOOT/\(name)", size: UInt64(kernel.count))])
        }
        let table = try booting { () throws(BootDiskError) in
            try GPT(diskSize: layout.diskSize, identifier: identity.identifier(for: "disk"), partitions: partitions)
        }
        var disk = disk
        try packing { () throws(SquashFSError) in
            try disk.write(table.primary, at: 0)
            try disk.write(esp, file: kernel, at: DiskLayout.espOffset)
            try disk.write(tree.bytes, at: layout.verityOffset)
            try disk.write(table.backup, at: table.backupOffset)
        }
    }

    /// The root's digests were taken while it was written; the rest is small.
    private func blocks(_ packed: PackResult, _ layout: DiskLayout, _ disk: DiskImage) throws(PackError) -> DiskBlocks {
        try packing { () throws(SquashFSError) in
            let rootEnd = DiskLayout.rootOffset + UInt64(packed.hashes.chunks.count / 32) * DiskBlocks.size
            let threads = request.packing.threads
            let before = try disk.blocks(in: 0..<DiskLayout.rootOffset, threads: threads)
            let after = try disk.blocks(in: rootEnd..<layout.diskSize, threads: threads)
            return DiskBlocks(bytes: before + packed.hashes.chunks + after)
        }
    }

    private func text(_ packed: PackResult, _ part: String) -> String {
        String(decoding: packed.derived.parts[part] ?? [], as: UTF8.self)
    }

    private static func described(_ partition: Partition, _ blocks: DiskBlocks) -> ImageManifest.Partition {
        ImageManifest.Partition(
            name: partition.name, identifier: partition.identifier.description, type: partition.type.description,
            offset: partition.offset, size: partition.size,
            digest: blocks.digest(of: partition.offset..<(partition.offset + partition.size)))
    }

    private func bills(_ packed: PackResult, _ digest: Digest) throws(PackError) -> BillOfMaterials {
        let parts = packed.derived.parts
        return try reading { () throws(LayerErrors) in
            guard let distribution = Distribution(osRelease: parts[BootFiles.Part.distribution] ?? []) else {
                throw .missing("which says whose packages these are", "/usr/lib/os-release", package: "base-files")
            }
            return BillOfMaterials(
                image: DescribedImage(
                    name: request.name, version: request.version, architecture: request.architecture.rawValue,
                    diskDigest: digest),
                inventory: try boot.inventory(parts), distribution: distribution, created: request.sourceDate,
                toolVersion: request.tool)
        }
    }
}

private func booting<Result>(_ body: () throws(BootDiskError) -> Result) throws(PackError) -> Result {
    do throws(BootDiskError) { return try body() } catch { throw .disk(error) }
}
