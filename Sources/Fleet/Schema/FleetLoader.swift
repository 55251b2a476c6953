package import Documents

/// From a document to a fleet file: shape, required keys, rules between fields; every problem is reported at once.
package enum FleetLoader {
    /// nil when something is wrong (the errors have been added then).
    package static func load(_ file: SourceFile, into diagnostics: inout Diagnostics) -> FleetFile? {
        let count = diagnostics.all.count
        guard let document = YAMLReader().read(file, into: &diagnostics) else {
            if diagnostics.all.count == count {
                diagnostics.error(
                    .missingValue, "`\(file.name)` holds no document", origin: nil,
                    remedy: "`basalt init` writes a fleet file to start from")
            }
            return nil
        }
        return load(document, into: &diagnostics)
    }

    /// The same for a document that is parsed already.
    package static func load(_ document: Node, into diagnostics: inout Diagnostics) -> FleetFile? {
        var check = SchemaCheck()
        check.allowsNull = false
        check.requiresAll = true
        check.check(document, .object(FleetSchema.fleet))
        var problems = check.diagnostics
        FleetRules.check(document, into: &problems)
        diagnostics.add(problems)
        return problems.hasErrors ? nil : FleetFile(document)
    }
}
