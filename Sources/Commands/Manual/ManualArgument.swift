import ArgumentParser
import Documents

/// An argument of a verb, as the parser itself describes it.
struct ManualArgument {
    private let node: Node

    /// Those that help shows, in its order.
    static func all(of verb: any ParsableCommand.Type) -> [ManualArgument] {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "help", directory: nil, text: verb._dumpHelp())
        let arguments = JSONReader.read(file, into: &diagnostics)?["command"]?["arguments"]?.items ?? []
        return arguments.filter { $0["shouldDisplay"]?.boolean != false }.map { ManualArgument(node: $0) }
    }

    /// The sections of a page: arguments, options by their titles, the others.
    static func sections(_ arguments: [ManualArgument]) -> String {
        var titles: [String] = []
        for argument in arguments where !titles.contains(argument.section) { titles.append(argument.section) }
        titles =
            titles.filter { $0 == "ARGUMENTS" } + titles.filter { $0 != "ARGUMENTS" && $0 != "OPTIONS" }
            + titles.filter { $0 == "OPTIONS" }
        return titles.map { title in
            ".SH \(title)\n" + arguments.filter { $0.section == title }.map(\.text).joined()
        }.joined()
    }

    private var isPositional: Bool { node["kind"]?.string == "positional" }

    private var section: String {
        isPositional ? "ARGUMENTS" : (node["sectionTitle"]?.string ?? "options").uppercased()
    }

    private var value: String { ManualText.italic(node["valueName"]?.string ?? "value") }

    /// The paragraph with its names before it.
    private var text: String {
        let names = (node["names"]?.items ?? []).map { name in
            ManualText.bold((name["kind"]?.string == "long" ? "--" : "-") + (name["name"]?.string ?? ""))
        }
        var head = isPositional ? value : names.joined(separator: ", ")
        if node["kind"]?.string == "option" { head += " " + value }
        if node["isRepeating"]?.boolean == true { head += " ..." }
        var words = node["abstract"]?.string ?? ""
        var remarks: [String] = []
        if let values = node["allValues"]?.strings, !values.isEmpty {
            remarks.append("values: " + values.joined(separator: ", "))
        }
        if let initial = node["defaultValue"]?.string { remarks.append("default: \(initial)") }
        if !remarks.isEmpty { words += " (\(remarks.joined(separator: "; ")))" }
        return ".TP\n\(head)\n" + ManualText.inline(words) + "\n"
    }
}
