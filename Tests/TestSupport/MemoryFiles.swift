package import Documents

/// Files that exist only in a test.
package struct MemoryFiles: FileAccess {
    package enum Entry: Sendable {
        case file(String, isExecutable: Bool = false)
        case link(String)
        case special
    }

    private let entries: [String: Entry]

    /// - Parameter entries: by path; the folders above them exist too.
    package init(_ entries: [String: Entry]) { self.entries = entries }

    package func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        switch entries[path] {
        case .file(let text, _):
            guard text.utf8.count <= limit else { throw FileProblem(.tooLarge, "it is too large") }
            return Array(text.utf8)
        case .link(let target): return try read(join(folder(of: path), target), limit: limit)
        case .special: throw FileProblem(.notRegular, "it is a device, pipe or socket, not a file")
        case nil: throw FileProblem(.missing, "it does not exist")
        }
    }

    package func list(_ path: String) throws(FileProblem) -> [FolderEntry] {
        let prefix = path == "." ? "" : path + "/"
        var found: [String: FolderEntry.Kind] = [:]
        for (name, entry) in entries where name.hasPrefix(prefix) {
            let rest = name.dropFirst(prefix.count)
            guard let first = rest.split(separator: "/").first else { continue }
            found[String(first)] = first.count < rest.count ? .folder : kind(of: entry)
        }
        guard !found.isEmpty else { throw FileProblem(.missing, "it does not exist") }
        return found.map { FolderEntry(name: $0.key, kind: $0.value) }
            .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    }

    private func kind(of entry: Entry) -> FolderEntry.Kind {
        switch entry {
        case .file(_, let isExecutable): .file(isExecutable: isExecutable)
        case .link(let target): .link(target: target)
        case .special: .special
        }
    }
}
