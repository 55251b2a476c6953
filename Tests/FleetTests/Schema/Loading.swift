import Documents
import Fleet

/// Loads a fleet file, and collects everything that is wrong.
func load(_ text: String) -> (file: FleetFile?, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let file = FleetLoader.load(SourceFile(name: "fleet.yaml", directory: "", text: text), into: &diagnostics)
    return (file, diagnostics)
}

/// A fleet of local machines that is valid as it is, with `body` after it (from line 7 on).
func fleet(_ body: String, count: Int = 10) -> String {
    """
    apiVersion: basalt/v1
    kind: Fleet
    metadata: {name: test}
    image: web@stable
    profile: {file: web.yaml}
    provider: {local: {count: \(count)}}

    """ + body
}

extension Diagnostics {
    /// `code line:column` of every problem, in reading order.
    var places: [String] { sorted().map { "\($0.code) \($0.origin.map { "\($0.line):\($0.column)" } ?? "-")" } }
}
