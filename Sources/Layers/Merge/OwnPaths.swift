/// The paths at which one layer puts something.
///
/// What a layer itself puts at a path hides a lower link there: its whiteouts below do not mean the link's target.
struct OwnPaths {
    private var isDirectory: [[UInt8]: Bool] = [:]

    var isEmpty: Bool { isDirectory.isEmpty }

    func contains(_ path: [UInt8]) -> Bool { isDirectory[path] != nil }

    /// - Returns: false where the layer has put something there before, unless both are directories: these merge, and
    ///   builders repeat the parents of what they store.
    mutating func add(_ entry: LayerEntry) -> Bool {
        let isDirectory = entry.kind == .directory
        guard let before = self.isDirectory.updateValue(isDirectory, forKey: entry.path) else { return true }
        return before && isDirectory
    }
}
