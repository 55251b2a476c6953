package import RootTree
import Values

/// Puts layers together as a container engine does that unpacks them one over the other, but on their indices.
///
/// Rules (OCI image specification, layer.md; where it is silent, what containerd and umoci do):
/// - Layers apply from the bottom up; in a layer, whiteouts apply first and only to lower layers, then entries in
///   stored order: a directory may be said twice, anything else not (`Oddity.duplicateEntry`).
/// - A directory over a directory merges, and takes all of the upper one's attributes. Anything else replaces what was
///   there with all that is below.
/// - A hard link is another name of the inode at its target as seen then; the inode's own attributes stay.
/// - A missing parent is made as `root:root`, mode 0755, time 0.
/// - An entry below a symbolic link goes to where the link leads inside the root (`/lib` → `usr/lib`), as engines do;
///   a directory entry at the link's own path replaces it. An entry below a file is an error.
package enum LayerMerge {
    /// - Parameter layers: the bottom layer first.
    /// - Returns: the tree, in which a file's `source.layer` is the place in `layers`.
    /// - Throws: all problems of all layers.
    package static func merge(
        _ layers: [LayerIndex], limits: LayerLimits = LayerLimits()
    ) throws(LayerErrors) -> RootTree {
        var merging = Merging(limits: limits)
        for (number, layer) in layers.enumerated() { merging.apply(layer, number: UInt32(number)) }
        try merging.problems.check()
        return merging.tree.frozen()
    }

    /// The files of `tree` whose bytes were not offered, by layer: a second look at these layers is needed.
    ///
    /// It is seldom needed: a hidden file that lives on under another name (a hard link), and a path through a symbolic
    /// link that was replaced later.
    /// - Parameter offered: what the readers gave so far.
    package static func missing(from offered: Set<ContentSource>, in tree: RootTree) -> [UInt32: Set<UInt32>] {
        var result: [UInt32: Set<UInt32>] = [:]
        for case .file(let content) in tree.nodes.map(\.kind) where !offered.contains(content.source) {
            result[content.source.layer, default: []].insert(content.source.ordinal)
        }
        return result
    }
}

/// The work of a merge.
private struct Merging {
    var tree = MutableTree()
    var problems = Problems()
    let limits: LayerLimits

    init(limits: LayerLimits) {
        self.limits = limits
        tree.refusesLinksAboveRoot = !limits.allowed.contains(.linkAboveRoot)
    }

    mutating func apply(_ layer: LayerIndex, number: UInt32) {
        var own = OwnPaths()
        for entry in layer.entries where !entry.hides {
            if own.add(entry) || limits.allowed.contains(.duplicateEntry) { continue }
            attempt(entry, layer) { _ throws(EntryPath.Problem) in throw Self.duplicate }
        }
        for entry in layer.entries where entry.hides {
            attempt(entry, layer) { (self) throws(EntryPath.Problem) in try self.hide(entry, own) }
        }
        for entry in layer.entries where !entry.hides {
            attempt(entry, layer) { (self) throws(EntryPath.Problem) in try self.put(entry, number) }
        }
    }

    private static let duplicate = EntryPath.Problem(
        code: .duplicateEntry, reason: "the layer holds it twice",
        remedy: Oddity.duplicateEntry.remedy("write each path once"))

    private mutating func attempt(
        _ entry: LayerEntry, _ layer: LayerIndex, _ body: (inout Merging) throws(EntryPath.Problem) -> Void
    ) {
        do throws(EntryPath.Problem) {
            try body(&self)
        } catch {
            problems.add(LayerError(error.code, layer.name, entry: entry.path, error.reason, remedy: error.remedy))
        }
    }

    private mutating func hide(_ entry: LayerEntry, _ own: OwnPaths) throws(EntryPath.Problem) {
        if entry.kind == .opaque {
            guard let place = try tree.directory(entry.path, missing: .none, isReplaced: own) else { return }
            tree.removeChildren(of: place)
        } else {
            let (parent, name) = EntryPath.split(entry.path)
            guard let place = try tree.directory(parent, missing: .none, isReplaced: own) else { return }
            tree.unlink(name, in: place)
        }
    }

    private mutating func put(_ entry: LayerEntry, _ number: UInt32) throws(EntryPath.Problem) {
        guard !entry.path.isEmpty else { return tree.set(entry.attributes, at: MutableTree.root) }
        let (parent, name) = EntryPath.split(entry.path)
        let missing = MutableTree.Missing.make(inodes: limits.entries, depth: limits.depth)
        guard let place = try tree.directory(parent, missing: missing) else { return }
        switch entry.kind {
        case .directory:
            if let old = tree.child(name, of: place), tree.isDirectory(old) {
                tree.set(entry.attributes, at: old)
            } else {
                tree.make(entry.attributes, .directory([]), as: name, in: place)
            }
        case .hardLink(let target):
            // What was there goes first, as on disk: a link cannot replace the directory that its target is in.
            tree.unlink(name, in: place)
            tree.link(try inode(target), as: name, in: place)
        case .file(let ordinal, let size):
            let content = FileContent(size: size, source: ContentSource(layer: number, ordinal: ordinal))
            tree.make(entry.attributes, .file(content), as: name, in: place)
        case .symbolicLink(let target): tree.make(entry.attributes, .symbolicLink(target), as: name, in: place)
        case .blockDevice(let device): tree.make(entry.attributes, .blockDevice(device), as: name, in: place)
        case .characterDevice(let device): tree.make(entry.attributes, .characterDevice(device), as: name, in: place)
        case .fifo: tree.make(entry.attributes, .fifo, as: name, in: place)
        case .socket: tree.make(entry.attributes, .socket, as: name, in: place)
        case .whiteout, .opaque: break
        }
    }

    /// The inode that a hard link means; a link as the last name is not followed.
    private mutating func inode(_ target: [UInt8]) throws(EntryPath.Problem) -> Int {
        let (parent, name) = EntryPath.split(target)
        guard let place = try tree.directory(parent, missing: .none), let found = tree.child(name, of: place) else {
            throw EntryPath.Problem(
                code: .linkTargetMissing, reason: "the hard link's target `\(printable(target))` is not there",
                remedy: "store the target before the link, in this layer or a lower one")
        }
        guard !tree.isDirectory(found) else {
            throw EntryPath.Problem(
                code: .linkToDirectory, reason: "the hard link's target `\(printable(target))` is a directory",
                remedy: "use a symbolic link")
        }
        return found
    }
}
