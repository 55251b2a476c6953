import Documents
import Values

/// The rules about values, one topic an extension. Shapes have been checked elsewhere; a value of a wrong kind counts as
/// absent here.
struct ConfigRules {
    let config: Node
    let version: Version
    let spelling: Spelling
    var diagnostics = Diagnostics()

    init(config: Node, version: Version, spelling: Spelling) {
        self.config = config
        self.version = version
        self.spelling = spelling
    }

    mutating func check() {
        checkValueNeeds()
        checkDuplicates()
        checkIgnitionSection()
        checkResources()
        checkDisks()
        checkFilesystems()
        checkArrays()
        checkVolumes()
        checkNodes()
        checkLinks()
        checkUnits()
        checkAccounts()
    }

    /// Ignition takes an account without a name and fails when it makes it.
    private mutating func checkAccounts() {
        for (account, path) in items("passwd", "users") + items("passwd", "groups") where account.text("name") == nil {
            warning(.missingValue, "the account or group has no name", at: path / "name", remedy: "add `name`")
        }
    }

    /// The items of a list, with their paths; none where there is no such list.
    func items(_ keys: String...) -> [(node: Node, path: NodePath)] {
        guard let list = config[keys]?.items else { return [] }
        let path = NodePath(keys.map { .key($0) })
        return list.enumerated().map { ($1, path / $0) }
    }

    /// Reports at the value at `path`, or at what should hold it.
    mutating func error(
        _ code: DiagnosticCode, _ message: String, at path: NodePath, remedy: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.error(
            code, message, at: path, origin: config.nearest(path).origin.firstLine, remedy: remedy, notes: notes)
    }

    mutating func warning(_ code: DiagnosticCode, _ message: String, at path: NodePath, remedy: String? = nil) {
        diagnostics.warning(code, message, at: path, origin: config.nearest(path).origin.firstLine, remedy: remedy)
    }

    /// A field's name in the user's words, in backquotes.
    func word(_ name: String) -> String { "`\(spelling(name))`" }
}

extension Node {
    /// The value at `path`, or the nearest one above it that exists.
    func nearest(_ path: NodePath) -> Node {
        var path = path
        while true {
            if let node = self[path], !node.isNull || path.steps.isEmpty { return node }
            guard let parent = path.parent else { return self }
            path = parent
        }
    }

    /// The text under `key`; nil also for an empty one.
    func text(_ key: String) -> String? {
        guard let text = self[key]?.string, !text.isEmpty else { return nil }
        return text
    }

    func isTrue(_ key: String) -> Bool { self[key]?.boolean == true }
}
