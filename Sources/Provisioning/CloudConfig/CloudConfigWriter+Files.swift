import Documents
import Ignition
import Values

/// Files, folders, links and units.
extension CloudConfigWriter {
    mutating func addFile(_ file: Node) {
        let path = file["path"]?.string ?? ""
        if let overwrite = file["overwrite"], overwrite.boolean == false, file["contents"]?.isEmpty == false {
            problems.error(
                .noCloudConfigForm,
                "`overwrite: false` has no cloud-config form: cloud-init always overwrites `\(path)`",
                origin: overwrite.origin, remedy: "set `overwrite: true`")
            return
        }
        if let mode = file["mode"], mode.integer == 0 {
            refuse(mode, "mode: 0` of `\(path)", "use 0400: cloud-init takes 0 for no mode at all")
            return
        }
        guard !keepsFile(file) || file["mode"] != nil else {
            problems.error(
                .noCloudConfigForm,
                "`\(path)` without `mode` has no cloud-config form: cloud-init sets the mode of a file that it adds to",
                origin: file["path"]?.origin, remedy: "set `mode:` to the mode that the file has")
            return
        }
        let appended = file["append"]?.items ?? []
        if let contents = file["contents"], !contents.isEmpty {
            write(file, contents, appends: false)
        } else if appended.isEmpty {
            // Made when missing, kept when there.
            writeFiles.append(entry(file, text: ("", isBase64: false), appends: true))
        }
        for contents in appended { write(file, contents, appends: true) }
        if hasNumberedOwner(file) { numbered += [chownWord(file), octal(file["mode"]?.integer ?? 0o644), path] }
    }

    /// Whether a file that is there already stays, perhaps with more at its end. Ignition then keeps its mode and owner
    /// too, where it is not told others.
    private func keepsFile(_ file: Node) -> Bool { file["contents"]?.isEmpty ?? true }

    private func hasNumberedOwner(_ file: Node) -> Bool {
        ["user", "group"].contains { file[$0]?["name"] == nil && file[$0]?["id"]?.integer ?? 0 != 0 }
    }

    /// The owner for `chown`; it leaves alone what is left out.
    private func chownWord(_ file: Node) -> String {
        let owner = owner(ofFile: file).split(separator: ":").map { $0 == "-1" ? "" : String($0) }
        return owner[1].isEmpty ? owner[0] : "\(owner[0]):\(owner[1])"
    }

    private mutating func write(_ file: Node, _ contents: Node, appends: Bool) {
        guard let source = contents["source"]?.string, source.hasPrefix("data:") else {
            let field = contents["verification"] != nil ? "contents.verification" : "contents.source"
            refuse(
                contents["source"] ?? contents, "\(field)` of `\(file["path"]?.string ?? "")",
                "embed the content with `inline:` or `local:`, or fetch it with a unit that checks its hash")
            return
        }
        guard let bytes = DataURL.decode(source, compression: contents["compression"]?.string) else { return }
        let readable = String(validating: bytes, as: UTF8.self).flatMap { isPrintable($0) ? $0 : nil }
        let text = readable.map { ($0, isBase64: false) } ?? (Base64.encode(bytes), isBase64: true)
        writeFiles.append(entry(file, text: text, appends: appends))
    }

    private func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" }
    }

    /// One item of `write_files`.
    private func entry(_ file: Node, text content: (text: String, isBase64: Bool), appends: Bool) -> Node {
        var entries = [("path", file["path"] ?? text(""))]
        entries.append(("permissions", text(octal(file["mode"]?.integer ?? 0o644))))
        // Numbers are set by a command: cloud-init looks an owner up by name, and stops writing where there is none.
        let isNumbered = hasNumberedOwner(file)
        let owner = isNumbered ? (keepsFile(file) ? "-1:-1" : "root:root") : owner(ofFile: file)
        if owner != "root:root" { entries.append(("owner", text(owner))) }
        if !createdNames.isDisjoint(with: owner.split(separator: ":").map(String.init)) {
            entries.append(("defer", .boolean(true, origin: origin)))
        }
        if appends { entries.append(("append", .boolean(true, origin: origin))) }
        if content.isBase64 { entries.append(("encoding", text("b64"))) }
        entries.append(("content", text(content.text)))
        return mapping(entries)
    }

    private func octal(_ mode: Int) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// `user:group`, each a name or a number.
    private func owner(of node: Node, otherwise absent: String = "root") -> String {
        func name(_ key: String) -> String {
            let number = node[key]?["id"]?.integer
            return node[key]?["name"]?.string ?? number.map { $0 == 0 ? "root" : String($0) } ?? absent
        }
        return "\(name("user")):\(name("group"))"
    }

    /// The same for a file: `-1` stands for what the file has already. Source: `util.extract_usergroup`.
    private func owner(ofFile file: Node) -> String { owner(of: file, otherwise: keepsFile(file) ? "-1" : "root") }

    /// Users and groups that cloud-init makes after `write_files`.
    private var createdNames: Set<String> {
        let lists = [config[["passwd", "users"]], config[["passwd", "groups"]]]
        return Set(lists.flatMap { $0?.items ?? [] }.compactMap { $0["name"]?.string })
    }

    mutating func addDirectory(_ directory: Node) {
        if let overwrite = directory["overwrite"], overwrite.boolean == true {
            refuse(overwrite, "overwrite: true` of the folder `\(directory["path"]?.string ?? "")", "leave it out")
            return
        }
        let mode = octal(directory["mode"]?.integer ?? 0o755)
        let owner = owner(of: directory).split(separator: ":").map(String.init)
        temporaryFileLines.append("d \(quoted(directory["path"])) \(mode) \(owner[0]) \(owner[1]) -")
    }

    mutating func addLink(_ link: Node) {
        if let hard = link["hard"], hard.boolean == true {
            refuse(hard, "hard: true` of the link `\(link["path"]?.string ?? "")", "use a symbolic link")
            return
        }
        let replaces = link["overwrite"]?.boolean == true ? "L+" : "L"
        let owner = owner(of: link).split(separator: ":").map(String.init)
        temporaryFileLines.append(
            "\(replaces) \(quoted(link["path"])) - \(owner[0]) \(owner[1]) - \(escaped(link["target"]?.string ?? ""))")
    }

    /// A path in a tmpfiles.d line.
    private func quoted(_ node: Node?) -> String {
        "\"" + escaped(node?.string ?? "").replacing("\"", with: "\\\"") + "\""
    }

    /// Text for tmpfiles.d with systemd's `%` and `\` made literal. The last field of a line is everything up to its
    /// end: it takes escapes, but quotes would be part of it. Source: tmpfiles.d(5), `parse_line` in tmpfiles.c.
    private func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let isAtEdge = index == 0 || index == scalars.count - 1
            switch scalar {
            case "\\": result += "\\\\"
            case "%": result += "%%"
            case " " where isAtEdge: result += "\\x20"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    mutating func addTemporaryFiles() {
        guard !temporaryFileLines.isEmpty else { return }
        let path = "/etc/tmpfiles.d/basalt.conf"
        if let other = config[["storage", "files"]]?.items?.first(where: { $0["path"]?.string == path }) {
            problems.error(
                .twoOwners,
                "the file `\(path)` has two owners: this entry, and Basalt, which writes folders and links into it",
                origin: other["path"]?.origin, remedy: "choose another name in /etc/tmpfiles.d")
        }
        let lines = temporaryFileLines.joined(separator: "\n") + "\n"
        writeFiles.append(
            mapping([
                ("path", text(path)), ("permissions", text("0644")), ("content", text(lines)),
            ]))
    }

    mutating func addUnit(_ unit: Node) {
        let name = unit["name"]?.string ?? ""
        let folder = "/etc/systemd/system/"
        func file(_ path: String, _ contents: Node) -> Node {
            mapping([("path", text(path)), ("permissions", text("0644")), ("content", contents)])
        }
        let isMasked = unit["mask"]?.boolean == true
        if let contents = unit["contents"], contents.string?.isEmpty == false, !isMasked {
            writeFiles.append(file(folder + name, contents))
        }
        for dropin in unit["dropins"]?.items ?? [] {
            guard let contents = dropin["contents"], let part = dropin["name"]?.string else { continue }
            writeFiles.append(file("\(folder)\(name).d/\(part)", contents))
        }
        if isMasked { masked.append(name) }
        switch unit["enabled"]?.boolean {
        case true?: enabled.append(name)
        case false?: disabled.append(name)
        case nil: break
        }
    }
}
