import Glibc
import RootTree

/// The two walks: one makes everything, one closes the directories.
extension Extraction {
    /// Makes all of the plan. Directories stay open to their owner, whatever their mode is, until all is there.
    mutating func makeEntries(in top: Int32) throws(ImageError) {
        var directories = OpenDirectories(top: top)
        for place in TreeWalk(reader.tree, from: plan.start) where !(plan.isDirectory && place == plan.start) {
            try goOn()
            directories.leave(to: plan.depth(place))
            try make(place, in: directories.current, top: top)
            guard case .directory = reader.tree[place.node].kind else { continue }
            guard directories.enter(plan.name(place)) else { throw failure(place) }
        }
    }

    /// Gives directories their attributes, what is further down first.
    mutating func finishDirectories(in top: Int32) throws(ImageError) {
        guard plan.isDirectory else {
            guard fchmod(top, 0o755) == 0 else { throw .writing(folder) }
            return
        }
        var directories = OpenDirectories(top: top)
        var open = [plan.start]
        for place in TreeWalk(reader.tree, from: plan.start) where place != plan.start {
            guard case .directory = reader.tree[place.node].kind else { continue }
            try finish(&open, &directories, to: plan.depth(place) + 1)
            guard directories.enter(plan.name(place)) else { throw failure(place) }
            open.append(place)
        }
        try finish(&open, &directories, to: 0)
    }

    /// Finishes directories until `count` are open.
    private mutating func finish(
        _ open: inout [RootTree.Place], _ directories: inout OpenDirectories, to count: Int
    ) throws(ImageError) {
        while open.count > count, let place = open.popLast() {
            try goOn()
            guard attributes.set(reader.tree[place.node].attributes, of: .open(directories.current)) else {
                throw failure(place)
            }
            directories.leave(to: max(0, open.count - 1))
        }
    }
}
