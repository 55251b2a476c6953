import ArgumentParser
import Documents
import Values

/// `basalt explain`.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the documentation of a field of profiles or fleet files.",
        usage: "basalt explain [<field>] [--kind fleet] [<options>]")

    @Argument(
        help: ArgumentHelp(
            "A field, such as storage.volumes.match; none lists all fields of the document.", valueName: "field"),
        completion: .fields)
    var field: String?

    @Option(help: "The document that the field stands in: profile or fleet.")
    var kind = DocumentKind.profile

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let documentation = try find(report)
        switch output.format {
        case .json: try report.result(json: documentation.json)
        case .table: try report.result(documentation.text(width: min(Terminal.width(.output), 100)))
        }
    }

    private func find(_ report: Report) throws -> FieldDocumentation {
        do throws(FieldDocumentation.Unknown) {
            return try FieldDocumentation.find(field ?? "", in: kind)
        } catch {
            throw report.failure(
                .unknownField, "a \(kind.words) has no field `\(error.field)`", remedy: error.remedy, ExitStatus.usage)
        }
    }
}

/// What is known about one field.
struct FieldDocumentation {
    struct Unknown: Error {
        let field: String
        let remedy: String
    }

    let document: DocumentKind
    let path: String
    let field: Field?
    let type: ValueType

    /// - Parameter path: keys with dots between them; list indices are left out.
    static func find(_ path: String, in document: DocumentKind) throws(Unknown) -> FieldDocumentation {
        var current = FieldDocumentation(document: document, path: path, field: nil, type: .object(document.type))
        for step in NodePath(path)?.steps ?? [] {
            guard case .key(let key) = step else { continue }
            guard let fields = current.fields else {
                if case .map(let value, _) = current.type.core {
                    current = FieldDocumentation(document: document, path: path, field: nil, type: value)
                    continue
                }
                throw Unknown(field: path, remedy: "what stands below it belongs to other software")
            }
            guard let field = fields.first(where: { $0.name == key }) else {
                let near = nearestName(to: key, among: fields.map(\.name))
                throw Unknown(
                    field: path,
                    remedy: near.map { "did you mean `\(Self.path(path, endingIn: $0))`?" }
                        ?? "fields here are: \(fields.map(\.name).sorted().joined(separator: ", "))")
            }
            current = FieldDocumentation(document: document, path: path, field: field, type: field.type)
        }
        return current
    }

    /// `path` with another last step.
    private static func path(_ path: String, endingIn name: String) -> String {
        (path.split(separator: ".").dropLast() + [Substring(name)]).joined(separator: ".")
    }

    /// The fields below this one; nil where there are none of a known name.
    var fields: [Field]? {
        if case .object(let object) = type.core { object.fields } else { nil }
    }

    func text(width: Int) -> String {
        var text = ""
        if let field {
            text += "\(path): \(type.shape)\(field.isRequired ? ", required" : "")\n"
            text += wrapped(field.summary, indent: 4, width: width)
            if let since = field.since, since > Version(3, 0, 0) {
                text += "    Since Ignition specification \(since).\n"
            }
        } else if !path.isEmpty {
            text += "\(path): \(type.shape)\n"
        }
        guard let fields, !fields.isEmpty else { return text }
        text += field == nil && path.isEmpty ? "Fields of a \(document.words):\n" : "\nFields:\n"
        for field in fields {
            text += "  \(field.name): \(field.type.shape)\(field.isRequired ? ", required" : "")\n"
            text += wrapped(field.summary, indent: 6, width: width)
        }
        return text
    }

    var json: Node {
        var entries = [
            ("version", JSON.number(1)), ("field", JSON.text(path)),
            ("type", JSON.text(type.shape)),
            ("required", JSON.flag(field?.isRequired ?? false)),
            ("summary", JSON.text(field?.summary ?? "")),
        ]
        entries.append(
            (
                "fields",
                JSON.list(
                    (fields ?? []).map { field in
                        JSON.mapping([
                            ("name", JSON.text(field.name)), ("type", JSON.text(field.type.shape)),
                            ("required", JSON.flag(field.isRequired)),
                            ("summary", JSON.text(field.summary)),
                        ])
                    })
            ))
        return JSON.mapping(entries)
    }

    /// `text` in lines of at most `width` columns.
    private func wrapped(_ text: String, indent: Int, width: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return Paragraph(width: width - indent).lines(text).map { "\(margin)\($0)\n" }.joined()
    }
}

extension ValueType {
    /// A list's element, the type itself otherwise.
    fileprivate var core: ValueType {
        if case .list(let element, _) = self { element.core } else { self }
    }

    /// The type in a few words: "list of strings", "true or false".
    fileprivate var shape: String {
        switch self {
        case .list(.string, _): "list of strings"
        case .list(.object, _): "list of mappings"
        case .list(let element, _): "list of \(element.shape)"
        case .string(let rule): rule.allowed == nil && rule.pattern == nil ? "string" : rule.expectation
        case .map(let value, _): "mapping from names to \(value.shape)"
        default: expectation
        }
    }
}
