import Documents

extension Desugaring {
    /// What is wrong with the sugar itself, before it is translated.
    mutating func checkSource(_ body: Node, at path: NodePath) {
        var resources: [(Node, NodePath)] = []
        SchemaWalk.visit(body, ButaneSchema.body, at: path) { visit in
            switch visit.field.type {
            case .object(let object) where object.field("inline") != nil:
                resources.append((visit.entry.value, visit.path))
            case .list(.object(let object), _) where object.field("inline") != nil:
                for (index, item) in (visit.entry.value.items ?? []).enumerated() {
                    resources.append((item, visit.path / index))
                }
            default: break
            }
        }
        for (resource, path) in resources { checkSources(resource, at: path) }
        for (unit, path) in items(body, "systemd", "units", at: path) {
            checkContents(unit, at: path)
            for (index, dropin) in (unit["dropins"]?.items ?? []).enumerated() {
                checkContents(dropin, at: path / "dropins" / index)
            }
        }
        for (filesystem, path) in items(body, "storage", "filesystems", at: path) {
            checkMountUnit(filesystem, at: path)
        }
        for (file, path) in items(body, "storage", "files", at: path) { checkMode(file, isFolder: false, at: path) }
        for (folder, path) in items(body, "storage", "directories", at: path) {
            checkMode(folder, isFolder: true, at: path)
        }
    }

    func items(_ body: Node, _ section: String, _ list: String, at path: NodePath) -> [(Node, NodePath)] {
        (body[section]?[list]?.items ?? []).enumerated().map { ($1, path / section / list / $0) }
    }

    private mutating func checkSources(_ resource: Node, at path: NodePath) {
        let given = ["local", "inline", "source"].filter { !(resource[$0]?.isNull ?? true) }
        guard given.count > 1, let last = given.last, let node = resource[last] else { return }
        diagnostics.error(
            .conflictingValues, "`\(given.joined(separator: "` and `"))` are given, but content has one source",
            at: path / last, origin: node.origin.firstLine, remedy: "keep one of inline, local and source")
    }

    private mutating func checkContents(_ unit: Node, at path: NodePath) {
        guard let local = unit["contents_local"], !local.isNull, let contents = unit["contents"], !contents.isNull
        else { return }
        diagnostics.error(
            .conflictingValues, "`contents` and `contents_local` are both given", at: path / "contents_local",
            origin: local.origin.firstLine, remedy: "keep one of them")
    }

    private mutating func checkMountUnit(_ filesystem: Node, at path: NodePath) {
        guard filesystem.isTrue("with_mount_unit") else { return }
        if filesystem.text("format") == nil {
            diagnostics.error(
                .missingValue, "a mount unit needs the file system's format", at: path / "format",
                origin: (filesystem["format"] ?? filesystem).origin.firstLine, remedy: "add `format`")
        }
        let isSwap = specification >= Specification.v3_3 && filesystem.text("format") == "swap"
        let isUnknown = specification >= Specification.v3_3 && filesystem.text("format") == nil
        if filesystem.text("path") == nil, !isSwap, !isUnknown {
            diagnostics.error(
                .missingValue, "a mount unit needs the path where it mounts", at: path / "path",
                origin: (filesystem["path"] ?? filesystem).origin.firstLine, remedy: "add `path`")
        }
    }

    private mutating func checkMode(_ node: Node, isFolder: Bool, at path: NodePath) {
        guard let mode = node["mode"], let bits = mode.integer, let octal = FileMode.intended(bits, isFolder: isFolder)
        else { return }
        diagnostics.add(
            Diagnostic(
                decimalMode, .decimalMode,
                "the mode \(mode.scalar?.text ?? "") is read as a decimal number, which gives the permissions 0\(String(bits, radix: 8))",
                at: path / "mode", origin: mode.origin,
                remedy: "write it with a leading zero: 0\(String(octal, radix: 8))"))
    }
}
