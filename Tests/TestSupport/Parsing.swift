package import Documents

/// A document that a test cannot do without was not readable.
package struct Unreadable: Error, CustomStringConvertible {
    package let description: String
}

/// The tree of a YAML text.
package func yaml(_ text: String, name: String = "test.bu", directory: String? = nil) throws -> Node {
    var diagnostics = Diagnostics()
    let file = SourceFile(name: name, directory: directory, text: text)
    guard let node = YAMLReader().read(file, into: &diagnostics) else {
        throw Unreadable(description: rendered(diagnostics))
    }
    return node
}

/// The tree of a JSON text.
package func json(_ text: String, name: String = "test.ign") throws -> Node {
    var diagnostics = Diagnostics()
    guard let node = JSONReader.read(SourceFile(name: name, directory: nil, text: text), into: &diagnostics) else {
        throw Unreadable(description: rendered(diagnostics))
    }
    return node
}

/// The diagnostics as the user sees them, for failure messages.
package func rendered(_ diagnostics: Diagnostics) -> String { DiagnosticRenderer(color: false).render(diagnostics) }
