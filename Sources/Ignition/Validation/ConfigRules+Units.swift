import Documents

extension ConfigRules {
    mutating func checkUnits() {
        let units = items("systemd", "units")
        var parsed: [String: SystemdUnit] = [:]
        // systemd reads [Install] from drop-ins too (`SEARCH_DROPIN` in src/shared/install.c).
        var installedByDropin: Set<String> = []
        for (unit, path) in units {
            let name = unit.text("name") ?? ""
            checkName(name, at: path / "name")
            if let text = parse(unit, at: path) { parsed[name] = text }
            for (index, dropin) in (unit["dropins"]?.items ?? []).enumerated() {
                let text = checkDropin(dropin, at: path / "dropins" / index)
                if text?.hasInstallSection == true { installedByDropin.insert(name) }
            }
        }
        for (unit, path) in units where unit.isTrue("enabled") {
            if !installedByDropin.contains(unit.text("name") ?? "") { checkInstall(unit, parsed, at: path) }
        }
    }

    private mutating func checkName(_ name: String, at path: NodePath) {
        guard !name.isEmpty else { return }
        if name.contains("/") {
            error(.invalidUnit, "the unit's name `\(shortened(name))` holds a slash", at: path)
        } else if !SystemdUnit.hasUnitSuffix(name) {
            error(
                .invalidUnit, "`\(shortened(name))` does not end as a unit does", at: path,
                remedy: "end it with .service, .socket, .timer, .mount, .path, .target or another suffix of units")
        }
    }

    private mutating func checkDropin(_ dropin: Node, at path: NodePath) -> SystemdUnit? {
        if let name = dropin.text("name") {
            if name.contains("/") {
                error(.invalidUnit, "the drop-in's name `\(shortened(name))` holds a slash", at: path / "name")
            } else if !name.hasSuffix(".conf") {
                error(
                    .invalidUnit, "the drop-in's name `\(shortened(name))` does not end in `.conf`", at: path / "name")
            }
        }
        return parse(dropin, at: path)
    }

    /// The text of a unit or drop-in; nil where there is none or it cannot be read.
    private mutating func parse(_ node: Node, at path: NodePath) -> SystemdUnit? {
        guard let text = node.text("contents") else { return nil }
        do throws(SystemdUnit.Problem) {
            return try SystemdUnit(parsing: text)
        } catch {
            self.error(
                .invalidUnit, "line \(error.line) of the unit cannot be read: \(error.reason)", at: path / "contents")
            return nil
        }
    }

    /// A unit without contents is the distribution's own; it is trusted to have the section.
    private mutating func checkInstall(_ unit: Node, _ parsed: [String: SystemdUnit], at path: NodePath) {
        let name = unit.text("name") ?? ""
        if let text = parsed[name] {
            guard !text.hasInstallSection else { return }
            return error(
                .unitWithoutInstall, "`\(name)` is enabled, but has no [Install] section, so enabling does nothing",
                at: path / "contents", remedy: "add `[Install]` with `WantedBy=multi-user.target`, or remove `enabled`")
        }
        guard unit.text("contents") == nil, let template = template(of: name), let text = parsed[template],
            !text.hasInstallSection
        else { return }
        error(
            .unitWithoutInstall, "`\(name)` is enabled, but its template `\(template)` has no [Install] section",
            at: path / "enabled", remedy: "add `[Install]` to the template")
    }

    /// `a@b.service` → `a@.service`; nil for other names.
    private func template(of name: String) -> String? {
        guard let at = name.firstIndex(of: "@"), at != name.startIndex, name.hasSuffix(".service"),
            name.dropLast(8).endIndex > name.index(after: at)
        else { return nil }
        return name[...at] + ".service"
    }
}
