import Documents

/// A document and what was said about it.
struct Reading {
    let node: Node?
    let diagnostics: Diagnostics

    static func yaml(_ text: String) -> Reading {
        var diagnostics = Diagnostics()
        let node = YAMLReader().read(SourceFile(name: "a.yaml", directory: "", text: text), into: &diagnostics)
        return Reading(node: node, diagnostics: diagnostics)
    }

    static func yaml(_ bytes: [UInt8]) -> Reading {
        var diagnostics = Diagnostics()
        let node = SourceFile.decode(bytes, name: "a.yaml", directory: "", into: &diagnostics)
            .flatMap { YAMLReader().read($0, into: &diagnostics) }
        return Reading(node: node, diagnostics: diagnostics)
    }

    static func json(_ text: String) -> Reading {
        var diagnostics = Diagnostics()
        let node = JSONReader.read(SourceFile(name: "a.json", directory: "", text: text), into: &diagnostics)
        return Reading(node: node, diagnostics: diagnostics)
    }

    static func json(_ bytes: [UInt8]) -> Reading {
        var diagnostics = Diagnostics()
        let node = SourceFile.decode(bytes, name: "a.json", directory: "", into: &diagnostics)
            .flatMap { JSONReader.read($0, into: &diagnostics) }
        return Reading(node: node, diagnostics: diagnostics)
    }

    /// `line:column code: message` for each problem.
    var problems: [String] {
        diagnostics.sorted().map { problem in
            let place = problem.origin.map { "\($0.line):\($0.column) " } ?? ""
            return "\(place)\(problem.code): \(problem.message)"
        }
    }

    var codes: [DiagnosticCode] { diagnostics.sorted().map(\.code) }

    /// The document as compact JSON.
    var json: String? { node.map { JSONWriter.text($0, .compact) } }
}

extension Origin {
    /// `line:column-endLine:endColumn`.
    var range: String { "\(line):\(column)-\(endLine):\(endColumn)" }
}

let nowhere = Origin.start(of: SourceFile(name: "test", directory: nil, text: ""))
