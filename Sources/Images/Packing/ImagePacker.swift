import Archives
import Glibc
package import Layers
import RootTree
package import SquashFS

/// How an image is to be packed.
package struct PackOptions: Sendable {
    package var image = ImageOptions()
    package var hashes = HashOptions()
    /// How many threads work, at least 1. The image does not depend on it.
    package var threads = 1
    /// Bytes that the process may take, `leastMemory` at least; data that does not fit waits in a file without a name
    /// beside the image.
    package var memory = Int.max
    package static let leastMemory = 160 << 20
    /// What the process takes besides data: measured with 21,000 entries it is 60 MiB.
    private static let otherMemory = 96 << 20
    fileprivate var dataMemory: Int { memory == .max ? .max : max(0, memory - Self.otherMemory) }
    /// Paths in the order in which a boot reads them.
    package var bootOrder: [[UInt8]] = []
    /// What earlier runs have made, which need not be made again. The image does not depend on it.
    package var cache: PackCache?

    package init() {}
}

/// How far packing has come.
package struct PackProgress: Sendable, Equatable {
    /// Bytes of the layers that have been read, as stored.
    package var read: UInt64 = 0
    /// Bytes of files that have been taken from them.
    package var taken: UInt64 = 0
    /// Bytes of blocks that have been encoded, before and after.
    package var encoded = EncodedBytes()
}

/// What packing made.
package struct PackResult: Sendable {
    package let root: HostRoot
    /// What was made of the layers' files.
    package let derived: DerivedFiles
    package let superblock: Superblock
    package let hashes: ImageHashes
    /// Bytes of the image, holes included; a multiple of 4 KiB.
    package let size: UInt64
    /// Bytes of all files in it, before compression; files with several names count once.
    package let contentBytes: UInt64
    package let progress: PackProgress
}

/// Packs layers into one image: each layer is read once, and each byte of the image written once.
package struct ImagePacker {
    private let options: PackOptions
    private let onProgress: (PackProgress) -> Bool

    /// - Parameter onProgress: called often, by the calling thread; answers whether to go on.
    package init(_ options: PackOptions, onProgress: @escaping (PackProgress) -> Bool = { _ in true }) {
        self.options = options
        self.onProgress = onProgress
    }

    /// Makes an image that is a file of its own.
    package func pack(_ stack: LayerStack, to path: String) throws(PackError) -> PackResult {
        try check(path, isNoLayerOf: stack)
        let output = try OutputFile.open(path)
        let result = try pack(stack, HostRecipe(), into: output.descriptor, at: 0, of: path)
        try output.commit(size: result.size)
        return result
    }

    /// Makes an image in an open file, from `base` on, a multiple of 512 KiB.
    /// - Parameter path: the file's name, for what is said about it, and for the folder of temporary files.
    package func pack(
        _ stack: LayerStack, _ recipe: HostRecipe, into descriptor: Int32, at base: UInt64, of path: String
    ) throws(PackError) -> PackResult {
        let directory = Array(OutputFile.directory(of: path).utf8)
        var packer = try packing { () throws(SquashFSError) in
            try DataPacker.open(
                options.image, threads: options.threads, memory: options.dataMemory, directory: directory)
        }
        var progress = PackProgress()
        let identities = stack.layers.map(\.identity)
        let names = FileNames(
            identities, bootOrder: options.bootOrder, wanted: recipe.wanted,
            known: options.cache?.digests(identities, stack))
        let host = HostCompletion(recipe, stack, names, options.cache)
        let (root, plan) = try read(stack, identities, names, host, &packer, &progress, path)
        try add(root, layers: stack.layers.count, to: &packer)
        for segment in plan.segments where segment.cached == nil {
            progress.encoded = packer.encoded
            try goOn(progress, path)
            try packing { () throws(SquashFSError) in try packer.closeSegment(segment.files, segment.spacing) }
        }
        let segments = plan.placed(try finish(packer))
        try goOn(progress, path)
        var tree = root.tree
        tree.clampTimes()
        let (image, hashes) = try packing { () throws(SquashFSError) in
            let image = try ImageAssembly(tree, segments, options: options.image)
            let commit = ImageCommit(hashes: options.hashes, threads: options.threads)
            let target = DescriptorImage(descriptor: descriptor, base: base)
            return (image, try commit.write(image, known: plan.hashes(of: image), to: target))
        }
        if let cache = options.cache {
            plan.store(image, segments.map(\.index), hashes, descriptor, base: base, in: cache)
        }
        try goOn(progress, path)
        return PackResult(
            root: root, derived: host.derived, superblock: image.superblock, hashes: hashes.whole, size: image.size,
            contentBytes: root.tree.contentBytes, progress: progress)
    }

    private func read(
        _ stack: LayerStack, _ identities: [String?], _ names: FileNames, _ host: HostCompletion,
        _ packer: inout DataPacker, _ progress: inout PackProgress, _ path: String
    ) throws(PackError) -> (HostRoot, PackPlan) {
        var known: [Int: LayerIndex] = [:]
        for (number, layer) in stack.layers.enumerated() {
            known[number] = options.cache?.index(identities[number], layer.name, stack)
        }
        var plan: PackPlan?
        let options = options
        let reader = try reading { () throws(LayerErrors) in
            try StackReader(
                stack, policy: host.recipe.policy, wantedFiles: host.recipe.wanted,
                complete: { (merged) throws(LayerErrors) in try host.complete(merged) }, known: known
            ) { root in
                names.add(root.written, layer: stack.layers.count)
                let made = PackPlan(root.tree, layers: stack.layers.count, names, options)
                plan = made
                return made.wanted
            }
        }
        while let file = try reading({ () throws(LayerErrors) in try reader.nextFile() }) {
            let isRemoved = host.begin(file)
            names.begin(file)
            if !isRemoved { packer.begin(file.source, size: file.size) }
            while let block = try reading({ () throws(LayerErrors) in try reader.nextBlock() }) {
                host.append(block)
                names.append(block)
                if isRemoved { continue }
                try packing { () throws(SquashFSError) in try packer.append(block.bytes, at: block.offset) }
                progress.taken += UInt64(block.bytes.count)
                progress.read = reader.storedBytes
                progress.encoded = packer.encoded
                try goOn(progress, path)
            }
            names.end()
            if !isRemoved { try packing { () throws(SquashFSError) in try packer.end() } }
        }
        let root = try reading { () throws(LayerErrors) in try reader.finish() }
        progress.read = reader.storedBytes
        try goOn(progress, path)
        // Before anything is kept under a name: it must be the name of the bytes that were read.
        try reading { () throws(LayerErrors) in try stack.check(identities) }
        if let cache = options.cache {
            for (number, index) in reader.layerIndices where known[Int(number)] == nil {
                cache.store(index, identities[Int(number)], stack)
            }
            for number in names.changed.sorted() {
                cache.store(names.digests(ofLayer: number), identities[Int(number)], stack)
            }
        }
        return (root, plan ?? PackPlan(root.tree, layers: stack.layers.count, names, options))
    }

    /// Refuses to replace a layer by its image.
    private func check(_ path: String, isNoLayerOf stack: LayerStack) throws(PackError) {
        var (output, input) = (stat(), stat())
        guard stat(path, &output) == 0 else { return }
        for layer in stack.layers {
            guard let file = layer.sourcePath, stat(file, &input) == 0 else { continue }
            guard input.st_dev != output.st_dev || input.st_ino != output.st_ino else {
                throw .output(path: path, reason: "it holds the layer `\(layer.name)`, which is read", isDenied: false)
            }
        }
    }

    private func goOn(_ progress: PackProgress, _ path: String) throws(PackError) {
        guard onProgress(progress) else { throw .interrupted(path: path) }
    }

    /// Adds the files that the policy has made.
    private func add(_ root: HostRoot, layers: Int, to packer: inout DataPacker) throws(PackError) {
        for (ordinal, bytes) in root.written.enumerated() {
            packer.begin(ContentSource(layer: UInt32(layers), ordinal: UInt32(ordinal)), size: UInt64(bytes.count))
            let result: Result<Void, SquashFSError> = bytes.withUnsafeBytes { bytes in
                do throws(SquashFSError) { return .success(try packer.append(bytes, at: 0)) } catch {
                    return .failure(error)
                }
            }
            try packing { () throws(SquashFSError) in
                try result.get()
                try packer.end()
            }
        }
    }

    private func finish(_ packer: consuming DataPacker) throws(PackError) -> [PlacedData] {
        do throws(SquashFSError) { return try packer.finish().placed() } catch { throw .image(error) }
    }
}

extension RootTree {
    /// Brings times that SquashFS cannot hold to the nearest one that it can.
    fileprivate mutating func clampTimes() {
        for index in nodes.indices {
            nodes[index].attributes.modified = min(max(nodes[index].attributes.modified, 0), Int64(UInt32.max))
        }
    }

    fileprivate var contentBytes: UInt64 {
        nodes.reduce(0) { sum, node in
            guard case .file(let content) = node.kind else { return sum }
            return sum + content.size
        }
    }
}
