/// Paths as text, without looking at a disk.
enum CleanPath {
    /// Whether `path` is absolute and has no `.`, `..`, doubled or trailing slash.
    static func isClean(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") && clean(path) == path }

    /// The shortest form of `path`: `/a/./b//../c` → `/a/c`, `a/..` → `.`.
    ///
    /// Source: the rules of Go's `path.Clean`, which Ignition uses.
    static func clean(_ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var parts: [Substring.UTF8View] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual(".".utf8) { continue }
            guard part.elementsEqual("..".utf8) else {
                parts.append(part)
                continue
            }
            if let last = parts.last, !last.elementsEqual("..".utf8) {
                parts.removeLast()
            } else if !isAbsolute {
                parts.append(part)
            }
        }
        let body = parts.map { String(Substring($0)) }.joined(separator: "/")
        if isAbsolute { return "/" + body }
        return body.isEmpty ? "." : body
    }

    /// `name` below `folder`, in its shortest form.
    static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty { return clean(name) }
        return clean(folder + "/" + name)
    }

    /// The folders above `path`, nearest first, without `/`: `/a/b/c` → `/a/b`, `/a`.
    static func ancestors(_ path: String) -> [String] {
        var result: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/"), slash != rest.startIndex {
            rest = rest[..<slash]
            result.append(String(rest))
        }
        return result
    }
}
