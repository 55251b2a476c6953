/// The names by which a layer hides what is below it.
///
/// Source: OCI image specification, layer.md, "Whiteouts".
enum Whiteout {
    private static let prefix = Array(".wh.".utf8)
    private static let opaque = Array(".wh..wh..opq".utf8)
    private static let metadata = Array(".wh..wh.".utf8)

    /// Whether `name` can be no file's name in an image.
    static func isReserved(_ name: ArraySlice<UInt8>) -> Bool { name.starts(with: prefix) }

    /// What the entry at `path` hides; nil for an entry that hides nothing.
    static func parse(
        _ path: [UInt8]
    ) throws(EntryPath.Problem) -> (kind: LayerEntry.Kind, path: [UInt8])? {
        guard !path.isEmpty else { return nil }
        let (parent, name) = EntryPath.split(path)
        guard !EntryPath.names(parent).contains(where: isReserved) else {
            throw EntryPath.Problem(
                code: .badWhiteout, reason: "it lies below a whiteout's name", remedy: "remove it from the layer")
        }
        guard isReserved(name) else { return nil }
        if name.elementsEqual(opaque) { return (.opaque, parent) }
        let hidden = name.dropFirst(prefix.count)
        guard !hidden.isEmpty, hidden != EntryPath.dot, hidden != EntryPath.dotDot, !name.starts(with: metadata) else {
            throw EntryPath.Problem(
                code: .badWhiteout, reason: "it is a whiteout of nothing that can be named",
                remedy: "write the layer with a current container builder")
        }
        return (.whiteout, parent.isEmpty ? Array(hidden) : parent + [EntryPath.slash] + hidden)
    }
}
