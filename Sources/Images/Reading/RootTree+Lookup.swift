import Layers
package import RootTree
import Values

/// Paths as users name them.
extension RootTree {
    /// Something that has a name in the tree.
    package struct Place: Equatable, Sendable {
        /// Absolute, without symbolic links, `.` and `..` in it.
        package let path: [UInt8]
        package let node: NodeIndex
    }

    /// As many symbolic links as Linux follows in one path (include/linux/namei.h, `MAXSYMLINKS`).
    private static let mostLinks = 40

    /// Finds what a path names. Symbolic links lead on inside the tree, wherever they point; `..` ends at the root.
    /// - Parameter followsLast: whether to go on where the whole path leads to a symbolic link. A path that ends in `/`
    ///   always does, and must lead to a directory.
    package func find(_ path: [UInt8], followsLast: Bool) throws(ImageError) -> Place {
        var search = Search(wanted: path)
        search.push(path)
        let mustBeDirectory = path.last == UInt8(ascii: "/")
        while let name = search.rest.popLast() {
            if name == [0x2E] { continue }
            guard case .directory(let entries) = self[search.node].kind else { throw search.notDirectory(before: name) }
            if name == [0x2E, 0x2E] {
                search.leave()
                continue
            }
            guard let entry = Self.entry(name, in: entries) else { throw search.missing(name, among: entries) }
            if case .symbolicLink(let target) = self[entry.node].kind,
                followsLast || mustBeDirectory || !search.rest.isEmpty
            {
                search.links += 1
                guard search.links <= Self.mostLinks else { throw search.loop() }
                if target.first == UInt8(ascii: "/") { search.steps = [] }
                search.push(target)
            } else {
                search.steps.append((name, entry.node))
            }
        }
        if mustBeDirectory, case .directory = self[search.node].kind {
        } else if mustBeDirectory {
            throw search.notDirectory(before: nil)
        }
        return Place(path: search.path, node: search.node)
    }

    private static func entry(_ name: [UInt8], in entries: [DirectoryEntry]) -> DirectoryEntry? {
        var range = entries.startIndex..<entries.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if entries[middle].name == name { return entries[middle] }
            let isBefore = entries[middle].name.lexicographicallyPrecedes(name)
            range = isBefore ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}

/// A walk down a path.
private struct Search {
    /// The path as it was asked for.
    let wanted: [UInt8]
    /// Names that are still to be followed, the next one last.
    var rest: [[UInt8]] = []
    /// The way from the root to where the search is.
    var steps: [(name: [UInt8], node: NodeIndex)] = []
    var links = 0

    init(wanted: [UInt8]) { self.wanted = wanted }

    var node: NodeIndex { steps.last?.node ?? RootTree.root }
    var path: [UInt8] { steps.isEmpty ? [0x2F] : steps.reduce(into: []) { $0 += [0x2F] + $1.name } }

    mutating func push(_ path: [UInt8]) { rest += path.split(separator: 0x2F).reversed().map(Array.init) }

    mutating func leave() {
        if !steps.isEmpty { steps.removeLast() }
    }

    func missing(_ name: [UInt8], among entries: [DirectoryEntry]) -> ImageError {
        let here = (steps.isEmpty ? [] : path) + [0x2F]
        let names = entries.lazy.compactMap { String(validating: $0.name, as: UTF8.self) }
        let near = nearestName(to: String(decoding: name, as: UTF8.self), among: names)
        let found = printable(here + name)
        let way = found == printable([0x2F] + wanted.drop { $0 == 0x2F }) ? "" : ", where `\(printable(wanted))` leads"
        return ImageError(
            .noSuchPath, "there is no `\(found)` in the image\(way)",
            remedy: near.map { "did you mean `\(printable(here + Array($0.utf8)))`?" }
                ?? "`basalt ls IMAGE \(printable(path))` lists what is there")
    }

    func notDirectory(before name: [UInt8]?) -> ImageError {
        ImageError(
            .noSuchPath, "`\(printable(path))` in the image is no directory",
            remedy: name.map { "nothing can be below it, also not `\(printable($0))`" } ?? "leave out the last `/`")
    }

    func loop() -> ImageError {
        ImageError(
            .noSuchPath, "the symbolic links at `\(printable(wanted))` in the image lead in a circle",
            remedy: "`basalt ls IMAGE \(printable(path))` shows where they point")
    }
}
