import Values

/// A systemd unit that the image starts, and what starts it.
package struct EnabledUnit: Sendable, Equatable {
    /// `docker.service`
    package let name: String
    /// Units that want or require it, and `preset` where a preset enables it; sorted.
    package let by: [String]

    package init(name: String, by: [String]) {
        self.name = name
        self.by = Set(by).sorted()
    }

    /// The links `X.wants/NAME` and `X.requires/NAME` below systemd's folders of system units, and what presets enable.
    ///
    /// Source: systemd.unit(5), "Unit File Load Path".
    package static func all(files: [FileDescription], presets: [String] = []) -> [EnabledUnit] {
        var found: [String: Set<String>] = [:]
        for file in files where file.kind == .link || file.kind == .file {
            let names = file.path.split(separator: UInt8(ascii: "/")).map { printable(Array($0)) }
            guard names.count >= 3, folders.contains(names.dropLast(2).joined(separator: "/")) else { continue }
            let folder = names[names.count - 2]
            guard let dot = folder.lastIndex(of: "."), [".wants", ".requires"].contains(folder[dot...]) else {
                continue
            }
            found[names[names.count - 1], default: []].insert(String(folder[..<dot]))
        }
        for name in presets { found[name, default: []].insert("preset") }
        return found.sorted { $0.key < $1.key }.map { EnabledUnit(name: $0, by: Array($1)) }
    }

    private static let folders: Set = ["etc/systemd/system", "usr/lib/systemd/system", "lib/systemd/system"]
}
