package import Archives
package import RootTree

/// All layers of a root file system and what the host makes of them.
package struct LayerStack: Sendable {
    /// The bottom layer first.
    package let layers: [any Layer]
    package var limits: LayerLimits
    /// Whether the digests of layers are wanted that nothing is known about beforehand.
    package var takesDigests = true

    package init(_ layers: [any Layer], limits: LayerLimits = LayerLimits()) {
        self.layers = layers
        self.limits = limits
    }
}

/// Reads a stack from the top layer down, each layer once, one file after the other.
///
///     let reading = StackReader(stack, policy: policy)
///     while let file = try reading.nextFile() {
///         while let block = try reading.nextBlock() {…}
///     }
///     let root = try reading.finish()
///
/// Promises:
/// 1. A file that an upper layer hides, or that the policy removes, is not offered. (Not known in time, so offered and
///    dead in the end: an entry that a later one of the same layer replaces; a path through a symbolic link.)
/// 2. After the last file, every file of the tree has been offered exactly once. Where the names alone misled (a hidden
///    file that lives on as a hard link), its layer is read a second time for that file.
/// 3. The order is that of the layers, top first, and of the stored entries: the same in every run.
///
/// A parallel reader uses the parts: a `LayerReader` a layer, `Shadow.add` of every upper index, `LayerMerge.merge`,
/// `HostPolicy.apply`, `LayerMerge.missing`. It may read a lower layer before the upper ones are known; then more is
/// offered, and the tree says the same.
package final class StackReader {
    private let stack: LayerStack
    private let policy: HostPolicy
    private let wantedFiles: GlobSet
    private let complete: ((RootTree) throws(LayerErrors) -> HostPolicy)?
    private let known: [Int: LayerIndex]
    private let wanted: ((HostRoot) -> Set<ContentSource>)?
    private var indices: [UInt32: LayerIndex] = [:]
    private var shadow = Shadow()
    private var offered: Set<ContentSource> = []
    private var reader: LayerReader?
    private var used = LayerUse()
    private var finishedBytes: UInt64 = 0
    /// Layers still to be read, the next one last; nil ordinals for what is visible.
    private var pending: [(layer: UInt32, ordinals: Set<UInt32>?)]
    private var current: UInt32 = 0
    private var isSecondLook = false
    private var result: HostRoot?

    private struct LayerUse {
        var bytes: UInt64 = 0
        var entries = 0
    }

    /// - Parameters:
    ///   - policy: what is made of the layers. What it removes is not offered.
    ///   - wantedFiles: files that are offered even where the policy removes them.
    ///   - complete: asked once, when the layers are merged: the policy with what only then is known. It removes no more
    ///     than `policy` does.
    ///   - known: indices of layers that need not be read for them, by the layers' numbers.
    ///   - wanted: asked once, when the tree is known: which of its files' bytes are needed at all. Those of layers that
    ///     have been read by then have been offered.
    package init(
        _ stack: LayerStack, policy: HostPolicy = HostPolicy(), wantedFiles: GlobSet = GlobSet(),
        complete: ((RootTree) throws(LayerErrors) -> HostPolicy)? = nil, known: [Int: LayerIndex] = [:],
        wanted: ((HostRoot) -> Set<ContentSource>)? = nil
    ) throws(LayerErrors) {
        guard stack.layers.count <= stack.limits.layers else {
            throw LayerErrors(
                LayerError(
                    .tooManyEntries, "the image",
                    "it has \(stack.layers.count) layers, more than \(stack.limits.layers)",
                    remedy: "merge some of them when the image is built"))
        }
        self.stack = stack
        self.policy = policy
        self.wantedFiles = wantedFiles
        self.complete = complete
        self.known = known
        self.wanted = wanted
        pending = stack.layers.indices.map { (UInt32($0), nil) }
    }

    /// The next file whose bytes are needed; nil when all have been offered.
    package func nextFile() throws(LayerErrors) -> LayerFile? {
        while true {
            if let file = try reader?.nextFile() {
                offered.insert(file.source)
                return file
            }
            closeLayer()
            if pending.isEmpty {
                guard !isSecondLook else { return nil }
                try merge()
            }
            guard let next = pending.popLast() else { return nil }
            if next.ordinals == nil, let index = known[Int(next.layer)] {
                add(index, of: next.layer)
                try checkLimits(index)
            } else {
                try openLayer(next.layer, next.ordinals)
            }
        }
    }

    /// The next stored bytes of the file that `nextFile()` gave; nil at its end.
    package func nextBlock() throws(LayerErrors) -> ArchiveBlock? { try reader?.nextBlock() }

    /// The indices of all layers that have been read so far or were known, by the layers' numbers.
    package var layerIndices: [UInt32: LayerIndex] { indices }

    /// What the layers and the policy make together. Files that nobody has read are read and dropped.
    package func finish() throws(LayerErrors) -> HostRoot {
        while try nextFile() != nil {}
        // nextFile() gave nil, so the merge has been made.
        return result ?? HostRoot(merged: RootTree(), tree: RootTree(), written: [])
    }

    /// Bytes of the layers that have been read so far, as stored; what is read twice counts twice.
    package var storedBytes: UInt64 { finishedBytes + (reader?.storedBytes ?? 0) }

    private func openLayer(_ number: UInt32, _ ordinals: Set<UInt32>?) throws(LayerErrors) {
        var limits = stack.limits
        if !isSecondLook {
            limits.uncompressedBytes -= min(used.bytes, limits.uncompressedBytes)
            limits.entries -= min(used.entries, limits.entries)
        }
        let filter =
            ordinals.map { ContentFilter.exactly($0) }
            ?? .visible(below: shadow, except: policy.removed, wanted: wantedFiles)
        current = number
        reader = try LayerReader(
            stack.layers[Int(number)], number: number, filter: filter, limits: limits,
            takesDigest: stack.takesDigests)
    }

    private func closeLayer() {
        guard let index = reader?.index else { return }
        finishedBytes += reader?.storedBytes ?? 0
        reader = nil
        if !isSecondLook { add(index, of: current) }
    }

    private func add(_ index: LayerIndex, of layer: UInt32) {
        used.bytes += index.uncompressedBytes
        used.entries += index.entries.count
        shadow.add(index)
        indices[layer] = index
    }

    /// A layer that is known need not be read, but counts.
    private func checkLimits(_ index: LayerIndex) throws(LayerErrors) {
        let limits = stack.limits
        if used.entries > limits.entries {
            throw LayerErrors(
                LayerError(
                    .tooManyEntries, index.name, "the layers hold more than \(limits.entries) entries",
                    remedy: LayerLimits.remedy("--max-entries")))
        }
        if used.bytes > limits.uncompressedBytes {
            throw LayerErrors(
                LayerError(
                    .tooManyBytes, index.name, "the layers hold more than \(limits.uncompressedBytes) bytes",
                    remedy: LayerLimits.remedy("--limit")))
        }
    }

    private func merge() throws(LayerErrors) {
        let layers = indices.sorted { $0.key < $1.key }.map(\.value)
        let merged = try LayerMerge.merge(layers, limits: stack.limits)
        let policy = try complete?(merged) ?? policy
        var root = try policy.apply(to: merged, layers: UInt32(stack.layers.count))
        root.layerDigests = layers.map(\.digest)
        root.accessControlLists = layers.flatMap(\.accessControlLists)
        isSecondLook = true
        let needed = wanted?(root)
        pending = LayerMerge.missing(from: offered, in: root.tree)
            .filter { $0.key < stack.layers.count }
            .map { layer, ordinals in
                (layer, ordinals.filter { needed?.contains(ContentSource(layer: layer, ordinal: $0)) ?? true })
            }
            .filter { !($0.1?.isEmpty ?? true) }
            .sorted { $0.0 < $1.0 }
        result = root
    }
}

extension LayerStack {
    /// Compares what names the layers' bytes with what named them before they were read.
    package func check(_ identities: [String?]) throws(LayerErrors) {
        let changed = zip(layers, identities).filter { $0.0.identity != $0.1 }
        let errors = changed.map { layer, _ in
            LayerError(
                .changed, layer.name, "it changed while it was read", remedy: "pack again when nothing writes to it")
        }
        if let errors = LayerErrors(errors) { throw errors }
    }
}
