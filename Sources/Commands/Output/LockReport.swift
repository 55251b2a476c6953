import Documents
import Layers
import Values

/// What happened to one package of a lock file.
struct LockChange {
    let file: String
    /// nil where the file's words changed, but no package.
    let layer: PackageLayer?
    let name: String
    let architecture: String
    /// Versions; nil where it was not locked, or no longer is.
    let from: String?
    let to: String?

    var isChange: Bool { layer == nil || from != to }

    /// Every package of a layer, changed or not.
    static func all(in file: String, from old: LockedLayer?, to new: LockedLayer) -> [LockChange] {
        struct Key: Hashable {
            let name: String
            let architecture: String
        }
        func versions(_ layer: LockedLayer?) -> [Key: String] {
            Dictionary(
                (layer?.packages ?? []).map {
                    (Key(name: $0.identity.name, architecture: $0.identity.architecture), $0.identity.version)
                }
            ) { first, _ in first }
        }
        let (before, after) = (versions(old), versions(new))
        return Set(before.keys).union(after.keys).sorted { ($0.name, $0.architecture) < ($1.name, $1.architecture) }
            .map {
                LockChange(
                    file: file, layer: new.request, name: $0.name, architecture: $0.architecture, from: before[$0],
                    to: after[$0])
            }
    }
}

/// What `basalt lock` says.
extension Report {
    func show(_ changes: [LockChange]) throws {
        switch options.format {
        case .json: try result(json: json(changes))
        case .table:
            for change in changes where change.isChange { try result(line(change)) }
            if changes.isEmpty {
                note("the profile has no layers of Debian packages: nothing is to be locked")
            } else if !changes.contains(where: \.isChange) {
                note("\(changes.count) packages are locked, nothing changes")
            }
        }
    }

    private func line(_ change: LockChange) -> String {
        guard let layer = change.layer else { return "~ \(printable(change.file))\n" }
        let name = "\(change.name):\(change.architecture)"
        let place = "  (\(layer.kind.rawValue))\n"
        switch (change.from, change.to) {
        case (nil, let new?): return "+ \(name) \(new)" + place
        case (let old?, nil): return "- \(name) \(old)" + place
        case (let old, let new): return "~ \(name) \(old ?? "") -> \(new ?? "")" + place
        }
    }

    private func json(_ changes: [LockChange]) -> Node {
        let packages = changes.filter { $0.layer != nil }
        let files = Set(changes.map(\.file)).sorted().map { file in
            JSON.mapping([
                ("file", JSON.text(file)),
                ("changed", JSON.flag(changes.contains { $0.file == file && $0.isChange })),
                (
                    "packages",
                    JSON.list(packages.filter { $0.file == file }.map { self.package($0) })
                ),
            ])
        }
        return JSON.mapping([("version", JSON.number(1)), ("files", JSON.list(files))])
    }

    private func package(_ change: LockChange) -> Node {
        var entries = [
            ("layer", JSON.text(change.layer?.kind.rawValue ?? "")),
            ("name", JSON.text(change.name)),
            ("architecture", JSON.text(change.architecture)),
        ]
        if let version = change.to { entries.append(("version", JSON.text(version))) }
        if let version = change.from, version != change.to {
            entries.append(("previous", JSON.text(version)))
        }
        return JSON.mapping(entries)
    }
}
