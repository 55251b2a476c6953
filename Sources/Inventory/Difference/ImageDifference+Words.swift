import Documents
import Values

/// What tables and release notes say in the same words.
extension ImageDifference {
    /// `from -> to`; `none` for what is not there.
    static func arrow(_ change: Change<String>) -> String {
        "\(change.from.map(shown) ?? "none") -> \(change.to.map(shown) ?? "none")"
    }

    private static func shown(_ text: String) -> String { printable(Array(text.utf8)) }

    var sizes: [(name: String, change: String)] {
        [("root", rootSize), ("disk", diskSize)].compactMap { name, change in
            change.map { (name, Self.sizes($0)) }
        }
    }

    private static func sizes(_ change: Change<UInt64>) -> String {
        let sizes = [change.from, change.to].map { size in
            size.map { ByteSize(bytes: Int(clamping: $0)).description } ?? "none"
        }
        guard let from = change.from, let to = change.to else { return sizes.joined(separator: " -> ") }
        let growth = Int64(clamping: to).subtractingReportingOverflow(Int64(clamping: from)).partialValue
        return "\(sizes.joined(separator: " -> ")) (\(signed(growth)))"
    }

    static func signed(_ bytes: Int64) -> String { (bytes < 0 ? "" : "+") + ByteSize(bytes: Int(bytes)).description }

    var packageCounts: String {
        Self.counts(PackageChange.Kind.allCases.map { kind in (kind.rawValue, packages.count { $0.kind == kind }) })
    }

    var unitCounts: String {
        Self.counts(UnitChange.Kind.allCases.map { kind in (kind.rawValue, units.count { $0.kind == kind }) })
    }

    var fileCounts: String {
        Self.counts(FileChange.Kind.allCases.map { kind in (kind.rawValue, files.count { $0.kind == kind }) })
    }

    /// `12 added, 3 removed, +1,234 bytes`
    static func counts(_ summary: FileSummary) -> String {
        let counts = counts(FileChange.Kind.allCases.map { ($0.rawValue, summary.counts[$0] ?? 0) })
        return summary.growth == 0 ? counts : counts + ", " + signed(summary.growth)
    }

    private static func counts(_ counts: [(String, Int)]) -> String {
        counts.filter { $1 > 0 }.map { "\($1) \($0)" }.joined(separator: ", ")
    }

    /// `content, mode; +12 bytes`: what of a file changed, and how much it grew.
    static func remark(_ change: FileChange) -> String {
        let growth = change.growth == 0 ? [] : [signed(change.growth)]
        let aspects = change.aspects.map(\.rawValue).joined(separator: ", ")
        return ((aspects.isEmpty ? [] : [aspects]) + growth).joined(separator: "; ")
    }

    static let hiddenChange = "only lines that hold secrets differ"

    /// The diff with nothing in it that could drive a terminal.
    static func shownDiff(_ change: ConfigurationChange) -> String {
        change.diff.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { printable(Substring($0)) }.joined(separator: "\n")
    }

    static func starters(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.map(shown).joined(separator: ", ")
    }
}
