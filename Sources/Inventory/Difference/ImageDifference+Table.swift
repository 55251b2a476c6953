import Documents
import Values

/// For people, at a terminal.
extension ImageDifference {
    /// Sections with a line for each change, none wider than 80 columns but those of a configuration's diff: a diff
    /// that is cut is none. Where many files changed, there is a line for each directory. Ends with a line feed.
    package var table: String {
        let title = Self.cut("\(Self.name(from)) -> \(Self.name(to))\n", to: Self.width)
        guard !isEmpty else { return title + "no differences\n" }
        return title + (sections + configurationSections).map { "\n" + $0 }.joined()
    }

    private static let width = 80
    /// More changed files than this are counted by directory.
    static let mostFiles = 40
    static let mostDirectories = 24

    static func name(_ image: (name: String, version: String)) -> String {
        "\(printable(image.name)) \(printable(image.version))"
    }

    private var sections: [String] {
        [
            section("Kernel", kernel.map { [Line("", Self.arrow($0))] } ?? []),
            section("Sizes", sizes.map { Line("  \($0)", $1) }),
            section("Packages: \(packageCounts)", packages.map(Self.line)),
            section("Units: \(unitCounts)", units.map(Self.line)),
            section("Files: \(fileCounts)", fileLines),
        ].compactMap(\.self)
    }

    private var configurationSections: [String] {
        configurations.map { change in
            "Configuration of \(printable(change.role))\n"
                + (change.diff.isEmpty ? "  \(Self.hiddenChange)\n" : Self.shownDiff(change))
        }
    }

    /// What stands in a line's columns.
    private struct Line {
        let first: String
        let second: String

        init(_ first: String, _ second: String) { (self.first, self.second) = (first, second) }
    }

    /// nil without lines. The first column is as wide as its widest text, up to half of the width.
    private func section(_ title: String, _ lines: [Line]) -> String? {
        guard !lines.isEmpty else { return nil }
        let column = min(lines.map { displayWidth($0.first) }.max() ?? 0, Self.width / 2)
        return title + "\n"
            + lines.map { line in
                let padding = String(repeating: " ", count: max(0, column - displayWidth(line.first)))
                let text = line.second.isEmpty ? line.first : line.first + padding + "  " + line.second
                return Self.cut(text, to: Self.width) + "\n"
            }.joined()
    }

    private static func line(_ change: PackageChange) -> Line {
        let mark =
            switch change.kind {
            case .added: "+"
            case .removed: "-"
            case .upgraded: "^"
            case .downgraded: "v"
            }
        let versions = [change.from, change.to].compactMap(\.self).map { printable($0) }.joined(separator: " -> ")
        return Line("  \(mark) \(printable(change.name)):\(printable(change.architecture))", versions)
    }

    private static func line(_ change: UnitChange) -> Line {
        switch change.kind {
        case .enabled: Line("  + \(printable(change.name))", starters(change.to))
        case .disabled: Line("  - \(printable(change.name))", starters(change.from))
        case .changed:
            Line("  ~ \(printable(change.name))", "\(starters(change.from)) -> \(starters(change.to))")
        }
    }

    private var fileLines: [Line] {
        guard files.count > Self.mostFiles else {
            return files.map { change in
                Line("  \(Self.mark(change.kind)) \(printable(change.path))", Self.remark(change))
            }
        }
        return FileSummary.all(files, most: Self.mostDirectories).map { summary in
            Line("  \(printable(summary.directory))/", Self.counts(summary))
        }
    }

    private static func mark(_ kind: FileChange.Kind) -> String {
        switch kind {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        }
    }

    /// The text with its middle left out where it is wider than `width` columns.
    private static func cut(_ text: String, to width: Int) -> String {
        guard displayWidth(text) > width else { return text }
        let scalars = Array(text.unicodeScalars)
        func taken(_ scalars: some Sequence<Unicode.Scalar>, _ room: Int) -> [Unicode.Scalar] {
            var room = room
            return Array(
                scalars.prefix {
                    room -= displayWidth(String($0))
                    return room >= 0
                })
        }
        let start = taken(scalars, width / 2)
        let end = taken(scalars.reversed(), width - width / 2 - 1).reversed()
        var result = String.UnicodeScalarView()
        result.append(contentsOf: start + ["…"] + end)
        return String(result)
    }
}
