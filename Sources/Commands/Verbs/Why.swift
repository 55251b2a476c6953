import ArgumentParser
import Documents
import Fleet
import Profiles

/// `basalt why`.
struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show where each value of a profile or fleet file comes from, and what it overrode.",
        usage: "basalt why <file> [<path>] [--role <role>] [<options>]")

    @Argument(
        help: ArgumentHelp("A profile or fleet file; - reads standard input.", valueName: "file"), completion: .yaml)
    var file: String

    @Argument(help: ArgumentHelp("Only this value, such as docker.daemon.log-driver.", valueName: "path"))
    var path: String?

    @OptionGroup(title: "Profile")
    var profileOptions: ProfileOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        var diagnostics = Diagnostics()
        let composed = compose(into: &diagnostics)
        try report.proceed(diagnostics) { report in
            guard let composed else { throw ExitStatus.failed }
            try show(composed, report)
        }
    }

    private func show(_ composed: Node, _ report: Report) throws {
        guard let wanted = path.map(NodePath.init(_:)) ?? NodePath() else {
            throw report.failure(
                .wrongArgument, "`\(path ?? "")` is no path", remedy: "write it as in storage.files[0].mode",
                ExitStatus.usage)
        }
        guard let node = composed[wanted] else {
            throw report.failure(
                .unknownField, "`\(printable(file))` does not set `\(wanted)`",
                remedy: composed.path(withDotsInKeys: wanted).map { "did you mean `\($0)`?" }
                    ?? "`basalt why \(file)` lists what it sets", ExitStatus.usage)
        }
        let values = ValueHistory.leaves(of: node, at: wanted)
        switch output.format {
        case .json: try report.result(json: ValueHistory.json(values))
        case .table: try report.result(values.map { $0.text(isDetailed: path != nil) }.joined())
        }
    }

    private func compose(into diagnostics: inout Diagnostics) -> Node? {
        guard let input = InputFile(file, NarratedFiles(output), into: &diagnostics) else { return nil }
        if input.kind == .fleet { return fleet(input, into: &diagnostics) }
        guard input.kind == .profile else {
            diagnostics.error(
                .unknownKind, "`why` takes a profile or a fleet file; `\(file)` is \(input.kind.phrase)", origin: nil)
            return nil
        }
        let overrides = profileOptions.parsedOverrides(into: &diagnostics)
        var problems = Diagnostics()
        var loader = ProfileLoader(files: NarratedFiles(output))
        defer { diagnostics.add(loader.naming(problems)) }
        guard let profile = loader.load(input.document, into: &problems) else { return nil }
        guard profileOptions.role == nil, !HostProfile.roles(of: profile).isEmpty else {
            return ProfileResolver(profile, overrides: overrides).composed(role: profileOptions.role, into: &problems)
        }
        // Without a role, the profile as it stands, its roles included.
        return Composition.withoutNulls(overrides.reduce(profile) { $1.apply(to: $0, into: &problems) })
    }

    /// Fleet files compose nothing: every value stands where it is said.
    private func fleet(_ input: InputFile, into diagnostics: inout Diagnostics) -> Node? {
        guard profileOptions.role == nil, profileOptions.overrides.isEmpty else {
            diagnostics.error(
                .wrongArgument, "`\(file)` is a fleet file, which has neither roles nor overrides", origin: nil)
            return nil
        }
        return FleetLoader.load(input.document, into: &diagnostics)?.root
    }
}

extension Node {
    /// The path that was meant by one that takes the dots of a key (`net.core.somaxconn`) for steps.
    fileprivate func path(withDotsInKeys path: NodePath) -> NodePath? {
        for length in path.steps.indices {
            let start = NodePath(Array(path.steps[..<length]))
            let names = path.steps[length...].compactMap { if case .key(let key) = $0 { key } else { nil } }
            let joined = start / names.joined(separator: ".")
            if names.count == path.steps.count - length, self[joined] != nil { return joined }
        }
        return nil
    }
}

/// A value of a composed profile and the values it replaced.
struct ValueHistory {
    let path: NodePath
    let node: Node

    /// Every scalar (and empty list or mapping) below `node`, in document order.
    static func leaves(of node: Node, at path: NodePath) -> [ValueHistory] {
        switch node.content {
        // A list that replaced another one is one value, with what it replaced.
        case .sequence(let items) where !items.isEmpty && node.replaced.isEmpty:
            items.enumerated().flatMap { leaves(of: $1, at: path / $0) }
        case .mapping(let mapping) where !mapping.entries.isEmpty:
            mapping.entries.flatMap { leaves(of: $0.value, at: path / $0.key) }
        default: [ValueHistory(path: path, node: node)]
        }
    }

    func text(isDetailed: Bool) -> String {
        var text = "\(path): \(Self.shown(node))\n"
        guard isDetailed || !node.replaced.isEmpty else {
            return "\(path): \(Self.shown(node))  (\(printable(node.origin.description)))\n"
        }
        text += "    from \(printable(node.origin.description))\n"
        for old in node.replaced { text += "    over \(Self.shown(old))  (\(printable(old.origin.description)))\n" }
        return text
    }

    static func json(_ values: [ValueHistory]) -> Node {
        let list = values.map { value in
            JSON.mapping([
                ("path", JSON.text(value.path.description)), ("value", value.node),
                ("origin", JSON.text(value.node.origin.description)),
                (
                    "replaced",
                    JSON.list(
                        value.node.replaced.map {
                            JSON.mapping([
                                ("value", $0), ("origin", JSON.text($0.origin.description)),
                            ])
                        })
                ),
            ])
        }
        return JSON.mapping([("version", JSON.number(1)), ("values", JSON.list(list))])
    }

    /// A value on one line.
    private static func shown(_ node: Node) -> String { printable(shortened(JSONWriter.text(node, .compact), to: 72)) }
}
