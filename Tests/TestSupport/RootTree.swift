import Documents
package import Foundation
import Values

/// What stands at a path.
package struct RootEntry: Equatable, CustomStringConvertible, Sendable {
    package enum Kind: Equatable, Sendable {
        case file([UInt8])
        case folder
        case link(String)
    }

    package var kind: Kind
    /// Permission bits; nil for links.
    package var mode: Int?
    package var user: Int
    package var group: Int

    package init(_ kind: Kind, mode: Int?, user: Int = 0, group: Int = 0) {
        self.kind = kind
        self.mode = mode
        self.user = user
        self.group = group
    }

    package var description: String {
        let access = "\(mode.map { String($0, radix: 8) } ?? "-") \(user):\(group)"
        return switch kind {
        case .file(let bytes): "file \(access) \(String(decoding: bytes, as: UTF8.self).debugDescription)"
        case .folder: "folder \(access)"
        case .link(let target): "link \(access) to \(target)"
        }
    }
}

/// Everything below a folder, by absolute path.
package enum RootTree {
    /// Reads the tree with root's rights. `hard` holds the other names of each file that has several.
    package static func read(_ folder: URL) throws -> (entries: [String: RootEntry], hard: [Set<String>]) {
        let result = try ReferenceTools.asRoot(
            "/usr/bin/python3", ["-B", ReferenceTools.fixture("list_tree.py"), folder.path])
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
        var entries: [String: RootEntry] = [:]
        var names: [Int: Set<String>] = [:]
        for item in try json(result.text).items ?? [] {
            guard let path = item["path"]?.string, let kind = kind(item), let inode = item["inode"]?.integer else {
                throw Unreadable(description: "list_tree.py wrote \(result.text)")
            }
            if case .file = kind { names[inode, default: []].insert(path) }
            entries[path] = RootEntry(
                kind, mode: item["mode"]?.integer, user: item["user"]?.integer ?? -1,
                group: item["group"]?.integer ?? -1)
        }
        return (entries, names.values.filter { $0.count > 1 })
    }

    private static func kind(_ item: Node) -> RootEntry.Kind? {
        switch item["kind"]?.string {
        case "file": item["content"]?.string.flatMap { Base64.decode($0) }.map { .file($0) }
        case "link": item["target"]?.string.map { .link($0) }
        case "folder": .folder
        default: nil
        }
    }

    /// The differences in words; empty where there are none.
    package static func differences(_ found: [String: RootEntry], _ expected: [String: RootEntry]) -> [String] {
        Set(found.keys).union(expected.keys).sorted().compactMap { path in
            guard found[path] != expected[path] else { return nil }
            return "\(path): found \(found[path].map(\.description) ?? "nothing"), "
                + "expected \(expected[path].map(\.description) ?? "nothing")"
        }
    }
}
