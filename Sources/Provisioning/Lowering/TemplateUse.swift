import Documents

/// A template at the place where it was asked for. What is wrong in a template's own line is often caused by the user's.
struct TemplateUse: Sendable {
    /// Who owns what the template brings, for messages.
    let owner: String
    let file: SourceFile
    /// Where the template was asked for.
    let place: Origin

    init(_ template: Template, place: Origin) {
        owner = "the template `\(template.name)`"
        file = template.body.origin.file
        self.place = place
    }

    /// The same problem; one that only names lines of the template gets the place where it is used.
    func naming(_ problem: Diagnostic) -> Diagnostic {
        guard !problem.places.isEmpty, problem.places.allSatisfy({ $0.file.name == file.name }),
            place.file.name != file.name
        else { return problem }
        return problem.adding(.init("\(owner) is used here", at: place.firstLine))
    }
}

extension [HostPart] {
    /// The same problems of the joined parts, each with the place where its template is used.
    func naming(_ diagnostics: Diagnostics, in config: Node) -> Diagnostics {
        diagnostics.map { problem in
            let steps = problem.path.steps
            let list = NodePath([NodePath.Step](steps.prefix(2)))
            let item = config[NodePath([NodePath.Step](steps.prefix(3)))]
            let users = filter { $0.use?.file.name == problem.origin?.file.name }
            let owner = users.first { part in
                (part.config[list]?.items ?? []).contains { $0["name"] == item?["name"] && $0["path"] == item?["path"] }
            }
            return (owner ?? users.first)?.use?.naming(problem) ?? problem
        }
    }
}
