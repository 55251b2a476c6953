import Values

/// For a release note.
extension ImageDifference {
    /// GitHub-flavoured Markdown, headings from the second level on. Names from images stand in code spans, so that
    /// they cannot become markup. Ends with a line feed.
    package var markdown: String {
        let title = "## \(Self.code(to.name)): \(Self.code(from.version)) → \(Self.code(to.version))\n"
        guard !isEmpty else { return title + "\nNo differences.\n" }
        return title + markdownSections.map { "\n" + $0 }.joined()
    }

    private var markdownSections: [String] {
        var sections: [String] = []
        if let kernel {
            let words = [kernel.from, kernel.to].map { $0.map(Self.code) ?? "none" }.joined(separator: " → ")
            sections.append("Kernel: \(words)\n")
        }
        if !sizes.isEmpty {
            sections.append(
                sizes.map { "- \($0): \($1.replacing("->", with: "→"))\n" }.joined())
        }
        if !packages.isEmpty {
            sections.append(
                Self.table(
                    "Packages: \(packageCounts)", ["change", "package", "from", "to"],
                    packages.map { change in
                        [
                            change.kind.rawValue, Self.code("\(change.name):\(change.architecture)"),
                            change.from.map(Self.code) ?? "", change.to.map(Self.code) ?? "",
                        ]
                    }))
        }
        if !units.isEmpty {
            sections.append(
                Self.table(
                    "Units: \(unitCounts)", ["change", "unit", "started by"],
                    units.map { change in
                        let starters = change.kind == .disabled ? change.from : change.to
                        return [change.kind.rawValue, Self.code(change.name), Self.code(Self.starters(starters))]
                    }))
        }
        if !files.isEmpty { sections.append(markdownFiles) }
        return sections + configurations.map(Self.markdown)
    }

    private var markdownFiles: String {
        let title = "Files: \(fileCounts)"
        guard files.count > Self.mostFiles else {
            return Self.table(
                title, ["change", "path", ""],
                files.map { [$0.kind.rawValue, Self.code(printable($0.path)), Self.remark($0)] })
        }
        return Self.table(
            title, ["directory", "changes"],
            FileSummary.all(files, most: Self.mostDirectories).map { summary in
                [Self.code(printable(summary.directory) + "/"), Self.counts(summary)]
            })
    }

    private static func markdown(_ change: ConfigurationChange) -> String {
        let title = "### Configuration of \(code(change.role))\n\n"
        guard !change.diff.isEmpty else { return title + "\(hiddenChange)\n" }
        let fence = String(repeating: "`", count: max(3, longestRun(change.diff) + 1))
        return title + "\(fence)diff\n\(shownDiff(change))\(fence)\n"
    }

    private static func table(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
        let lines = [header, header.map { _ in "---" }] + rows
        return "### \(title)\n\n" + lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    /// A code span that holds `text` on one line and in one cell of a table.
    private static func code(_ text: String) -> String {
        let shown = printable(Array(text.utf8)).replacing("|", with: "\\|")
        let fence = String(repeating: "`", count: longestRun(shown) + 1)
        let space = shown.hasPrefix("`") || shown.hasSuffix("`") ? " " : ""
        return shown.isEmpty ? "" : fence + space + shown + space + fence
    }

    private static func longestRun(_ text: String) -> Int {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
