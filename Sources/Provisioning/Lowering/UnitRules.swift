import Documents
import Ignition
import Profiles
import Values

/// What a host's units wait for and never get. systemd says so only in the journal of a host that has booted.
struct UnitRules {
    /// The options that name other units, by section. Source: systemd.unit(5).
    private static let references: [String: Set<String>] = [
        "Unit": ["After", "Before", "BindsTo", "PartOf", "Requires", "Requisite", "Upholds", "Wants"],
        "Install": ["RequiredBy", "UpheldBy", "WantedBy"],
    ]
    /// Units with this prefix come from a rendering; all others may be the distribution's.
    private static let prefix = "basalt-"

    private let host: HostProfile
    /// The names of the host's own units that begin with `prefix`.
    private let names: Set<String>
    private var problems = Diagnostics()

    /// Warns of `basalt-…` units that the profile names and the host does not have.
    /// - Parameters:
    ///   - own: the part of the host that the profile says itself.
    ///   - config: all parts joined.
    static func checkReferences(
        _ host: HostProfile, own: Node, in config: Node, into diagnostics: inout Diagnostics
    ) {
        var rules = UnitRules(host, config)
        rules.checkRequiredBy()
        rules.checkUnits(own)
        guard !rules.problems.isEmpty else { return }
        diagnostics.add(PathMap(document: host.root).source(of: rules.problems, in: own))
    }

    private init(_ host: HostProfile, _ config: Node) {
        self.host = host
        names = Set(
            (config[["systemd", "units"]]?.items ?? []).filter { $0["contents"] != nil }
                .compactMap { $0["name"]?.string }.filter { $0.hasPrefix(Self.prefix) })
    }

    private mutating func checkRequiredBy() {
        let key = "required_by"
        let lists =
            host.volumes.map { ($0.node["mount"]?[key], $0.path / "mount" / key) }
            + host.secrets.map { ($0.node[key], $0.path / key) }
            + host.includes.map { ($0.parameters[key], $0.path / "with" / key) }
        for (list, path) in lists {
            for (index, node) in (list?.items ?? []).enumerated() {
                check(node.string ?? "", at: path / index, origin: node.origin)
            }
        }
    }

    private mutating func checkUnits(_ own: Node) {
        let list = NodePath([.key("systemd"), .key("units")])
        for (index, unit) in (own[list]?.items ?? []).enumerated() {
            if unit["contents"] == nil, let name = unit["name"] {
                check(name.string ?? "", at: list / index / "name", origin: name.origin)
            }
            checkText(unit["contents"], at: list / index / "contents")
            for (number, dropin) in (unit["dropins"]?.items ?? []).enumerated() {
                checkText(dropin["contents"], at: list / index / "dropins" / number / "contents")
            }
        }
    }

    private mutating func checkText(_ node: Node?, at path: NodePath) {
        guard let node, let text = node.string, let unit = try? SystemdUnit(parsing: text) else { return }
        for option in unit.options where Self.references[option.section]?.contains(option.name) == true {
            for name in option.value.split(whereSeparator: \.isWhitespace).map(String.init) {
                check(name, at: path, origin: node.origin.place(of: name))
            }
        }
    }

    private mutating func check(_ name: String, at path: NodePath, origin: Origin) {
        guard name.hasPrefix(Self.prefix), !name.contains("%"), !isHeld(name) else { return }
        let rest = names.map { $0.dropFirst(Self.prefix.count) }.map(String.init)
        let near =
            names.contains(name + ".service")
            ? name + ".service"
            : nearestName(to: String(name.dropFirst(Self.prefix.count)), among: rest).map { Self.prefix + $0 }
        problems.warning(
            .unknownUnit, "this host has no unit `\(shortened(name))`", at: path, origin: origin,
            remedy: near.map { "did you mean `\($0)`?" }
                ?? (names.isEmpty
                    ? "leave it out: none of the host's units begins with `\(Self.prefix)`"
                    : "units here are: \(names.sorted().joined(separator: ", "))"))
    }

    /// Whether the host has the unit, or the template (`a@.service`) of an instance (`a@b.service`).
    private func isHeld(_ name: String) -> Bool {
        if names.contains(name) { return true }
        guard let at = name.firstIndex(of: "@"), let dot = name.lastIndex(of: "."), at < dot else { return false }
        return names.contains("\(name[...at])\(name[dot...])")
    }
}
