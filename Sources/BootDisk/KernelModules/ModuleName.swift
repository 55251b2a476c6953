/// The name of a kernel module: that of its file without folder and ending. Dashes and underscores are the same.
///
/// Source: modprobe(8).
package struct ModuleName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// With underscores.
    package let description: String

    package static let endings = [".ko", ".ko.xz", ".ko.zst", ".ko.gz"]

    package init(_ name: some StringProtocol) {
        description = String(name.map { $0 == "-" ? "_" : $0 })
    }

    /// The name that a path gives; nil for files of other kinds.
    package init?(path: String) {
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        guard let ending = Self.endings.first(where: file.hasSuffix), file.utf8.count > ending.utf8.count else {
            return nil
        }
        self.init(file.dropLast(ending.count))
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
