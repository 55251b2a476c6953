/// Many changed paths in few lines: how many in each directory.
struct FileSummary: Equatable {
    /// `usr/share/doc`, without a `/` at its ends; empty for the root.
    let directory: [UInt8]
    private(set) var counts: [FileChange.Kind: Int] = [:]
    /// Bytes that all of them grew by.
    private(set) var growth: Int64 = 0

    /// One summary for each directory, at the greatest depth at which there are at most `most` of them; at the first
    /// level there may be more.
    static func all(_ changes: [FileChange], most: Int) -> [FileSummary] {
        let parents = changes.map { change in
            change.path.split(separator: UInt8(ascii: "/")).dropLast().map(Array.init)
        }
        var depth = 1
        let deepest = min(parents.map(\.count).max() ?? 0, 16)
        while depth < deepest, Set(parents.map { Array($0.prefix(depth + 1)) }).count <= most { depth += 1 }
        var summaries: [[UInt8]: FileSummary] = [:]
        for (change, parent) in zip(changes, parents) {
            let directory = Array(parent.prefix(depth).joined(separator: [UInt8(ascii: "/")]))
            summaries[directory, default: FileSummary(directory: directory)].add(change)
        }
        return summaries.values.sorted { $0.directory.lexicographicallyPrecedes($1.directory) }
    }

    private init(directory: [UInt8]) { self.directory = directory }

    private mutating func add(_ change: FileChange) {
        counts[change.kind, default: 0] += 1
        growth = growth.addingReportingOverflow(change.growth).partialValue
    }
}
