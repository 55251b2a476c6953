import Layers
import RootTree
import Values

/// What is extracted, checked before anything is written.
struct ExtractionPlan {
    /// The directory or file in the image.
    let start: RootTree.Place
    let isDirectory: Bool
    /// Bytes of all files, holes not counted.
    let bytes: UInt64
    /// Files with several names.
    let linked: Set<NodeIndex>
    /// The name of a single file.
    private let name: [UInt8]

    init(_ reader: borrowing ImageReader, path: [UInt8], limit: UInt64) throws(ImageError) {
        start = try reader.tree.find(path, followsLast: true)
        name = path.split(separator: 0x2F).last.map(Array.init) ?? []
        if case .directory = reader.tree[start.node].kind { isDirectory = true } else { isDirectory = false }
        var total: UInt64 = 0
        var known: Set<NodeIndex> = []
        var linked: Set<NodeIndex> = []
        let deepest = Self.depth(start) + OpenDirectories.deepest
        for place in TreeWalk(reader.tree, from: start) {
            guard Self.depth(place) <= deepest else { throw Self.tooDeep(place) }
            guard known.insert(place.node).inserted else {
                linked.insert(place.node)
                continue
            }
            let (sum, overflow) = total.addingReportingOverflow(reader.storedSize(place.node))
            total = overflow ? .max : sum
        }
        guard total <= limit else {
            throw ImageError(
                .limit, "the files in `\(reader.path)` take \(total) bytes, more than the limit of \(limit)",
                remedy: "if you trust the image, allow more with `--limit`")
        }
        (bytes, self.linked) = (total, linked)
    }

    /// The path below the folder, `/` in front; empty for the folder itself.
    func relative(_ place: RootTree.Place) -> [UInt8] {
        guard isDirectory else { return [0x2F] + name }
        return start.node == RootTree.root && place.path == [0x2F] ? [] : Array(place.path.dropFirst(prefix))
    }

    /// How many directories are between the folder and a place.
    func depth(_ place: RootTree.Place) -> Int { isDirectory ? Self.depth(place) - Self.depth(start) - 1 : 0 }

    /// The name that a place gets.
    func name(_ place: RootTree.Place) -> [UInt8] {
        isDirectory ? Array(place.path.suffix(while: { $0 != 0x2F })) : name
    }

    private var prefix: Int { start.node == RootTree.root ? 0 : start.path.count }

    private static func depth(_ place: RootTree.Place) -> Int {
        place.node == RootTree.root ? 0 : place.path.count { $0 == 0x2F }
    }

    private static func tooDeep(_ place: RootTree.Place) -> ImageError {
        ImageError(
            .limit,
            "`\(printable(Array(place.path.prefix(60))))…` in the image is more than \(OpenDirectories.deepest) "
                + "directories deep", remedy: "extract a directory further down")
    }
}

extension Array where Element == UInt8 {
    /// The longest end all of whose bytes pass.
    fileprivate func suffix(while passes: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[((lastIndex { !passes($0) } ?? -1) + 1)...]
    }
}
