import Documents
import Ignition
import TestSupport

/// The tree that a configuration describes, computed from the configuration alone.
///
/// Source: Ignition's configuration specification; presets as `internal/exec/stages/files/units.go` writes them.
struct IgnitionTree {
    private(set) var entries: [String: RootEntry] = [:]
    private(set) var hardLinks: [Set<String>] = []
    private(set) var preset: Set<String> = []

    /// - Parameter identities: the numbers of users and groups by name.
    init(_ config: Node, identities: [String: Int] = [:]) {
        func owner(_ node: Node, _ key: String) -> Int {
            node[key]?["id"]?.integer ?? node[key]?["name"]?.string.flatMap { identities[$0] } ?? 0
        }
        func add(_ path: String, _ kind: RootEntry.Kind, mode: Int?, _ node: Node? = nil) {
            entries[path] = RootEntry(
                kind, mode: mode, user: node.map { owner($0, "user") } ?? 0, group: node.map { owner($0, "group") } ?? 0
            )
        }
        for file in config[["storage", "files"]]?.items ?? [] {
            let parts = [file["contents"]].compactMap(\.self) + (file["append"]?.items ?? [])
            add(
                file["path"]?.string ?? "", .file(parts.flatMap(Self.bytes)), mode: file["mode"]?.integer ?? 0o644, file
            )
        }
        for folder in config[["storage", "directories"]]?.items ?? [] {
            add(folder["path"]?.string ?? "", .folder, mode: folder["mode"]?.integer ?? 0o755, folder)
        }
        for link in config[["storage", "links"]]?.items ?? [] {
            let path = link["path"]?.string ?? "", target = link["target"]?.string ?? ""
            if link["hard"]?.boolean == true {
                hardLinks.append([path, target])
                entries[path] = entries[target]
            } else {
                add(path, .link(target), mode: nil, link)
            }
        }
        for unit in config[["systemd", "units"]]?.items ?? [] { addUnit(unit) }
        addParents()
    }

    private mutating func addUnit(_ unit: Node) {
        let name = unit["name"]?.string ?? ""
        let path = "/etc/systemd/system/\(name)"
        func text(_ node: Node?) -> RootEntry? {
            node?.string.flatMap { $0.isEmpty ? nil : RootEntry(.file(Array($0.utf8)), mode: 0o644) }
        }
        entries[path] = text(unit["contents"])
        for dropin in unit["dropins"]?.items ?? [] {
            entries["\(path).d/\(dropin["name"]?.string ?? "")"] = text(dropin["contents"])
        }
        if unit["mask"]?.boolean == true { entries[path] = RootEntry(.link("/dev/null"), mode: nil) }
        if let enabled = unit["enabled"]?.boolean { preset.insert("\(enabled ? "enable" : "disable") \(name)") }
    }

    private mutating func addParents() {
        let file = "/etc/systemd/system-preset/20-ignition.preset"
        for path in Array(entries.keys) + (preset.isEmpty ? [] : [file]) {
            var parent = folder(of: path)
            while parent != "/" {
                if entries[parent] == nil { entries[parent] = RootEntry(.folder, mode: 0o755) }
                parent = folder(of: parent)
            }
        }
    }

    private static func bytes(_ contents: Node) -> [UInt8] {
        guard let source = contents["source"]?.string else { return [] }
        return DataURL.decode(source, compression: contents["compression"]?.string) ?? Array("not a data URL".utf8)
    }

    /// What is different in the folder that Ignition worked on, in words. The preset is compared as a set of lines.
    /// - Parameter ignoring: paths and everything below them that were there before or belong to other tools.
    func differences(
        in folder: (entries: [String: RootEntry], hard: [Set<String>]), ignoring: [String] = []
    ) -> [String] {
        let file = "/etc/systemd/system-preset/20-ignition.preset"
        var found = folder.entries.filter { entry in
            !ignoring.contains { entry.key == $0 || entry.key.hasPrefix($0 + "/") }
        }
        var lines: [String] = []
        if case .file(let bytes)? = found[file]?.kind {
            lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        found[file] = nil
        let ignored = Set(entries.keys.filter { path in ignoring.contains(path) })
        var result = RootTree.differences(found, entries.filter { !ignored.contains($0.key) })
        if lines.sorted() != preset.sorted() {
            result.append("preset: found \(lines.sorted()), expected \(preset.sorted())")
        }
        if Set(folder.hard) != Set(hardLinks) {
            result.append("hard links: found \(folder.hard), expected \(hardLinks)")
        }
        return result
    }
}
