package import Documents
import Profiles
import Values

/// Finds templates: a team's own folders first, then the shipped ones.
package struct TemplateLibrary {
    private let files: any FileAccess
    private let folders: [String]
    private var parsed: [String: Template] = [:]

    /// - Parameter folders: searched in order before the shipped templates.
    package init(files: any FileAccess, folders: [String] = []) {
        self.files = files
        self.folders = folders
    }

    /// The template called `name`; nil when there is none or it is broken (errors have been added then).
    ///
    /// A name with a `/` or `.yaml` is a file relative to the document that names it.
    package mutating func template(_ name: Node, at path: NodePath, into diagnostics: inout Diagnostics) -> Template? {
        guard let text = name.string, let file = find(text, name.origin, path, into: &diagnostics) else { return nil }
        if let template = parsed[file.name] { return template }
        guard let document = YAMLReader().read(file, into: &diagnostics) else { return nil }
        let template = Template(document, into: &diagnostics)
        parsed[file.name] = template
        return template
    }

    private func find(
        _ name: String, _ origin: Origin, _ path: NodePath, into diagnostics: inout Diagnostics
    ) -> SourceFile? {
        if name.contains("/") || name.hasSuffix(".yaml") {
            guard let directory = origin.file.directory else { return Shipped.template(name) }
            return files.document(join(directory, name), origin: origin, into: &diagnostics)
        }
        for folder in folders {
            var problems = Diagnostics()
            if let file = files.document(join(folder, name + ".yaml"), origin: origin, into: &problems) { return file }
            guard problems.all.allSatisfy({ $0.code == .fileMissing }) else {
                diagnostics.add(problems)
                return nil
            }
        }
        if let shipped = Shipped.template(name) { return shipped }
        let near = nearestName(to: name, among: Shipped.templateNames)
        diagnostics.error(
            .unknownTemplate, "there is no template `\(name)`", at: path, origin: origin,
            remedy: near.map { "did you mean `\($0)`?" }
                ?? "shipped templates: \(Shipped.templateNames.joined(separator: ", "))")
        return nil
    }
}
