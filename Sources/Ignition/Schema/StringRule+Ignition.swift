import Documents

extension StringRule {
    /// A path as Ignition takes it: absolute, and written in its shortest form.
    static let path = StringRule(
        "an absolute path in its shortest form", pattern: #"^/([^/]+(/[^/]+)*)?$"#, accepts: CleanPath.isClean)

    /// The same, or nothing.
    static let optionalPath = StringRule(
        "an absolute path in its shortest form", pattern: #"^$|^/([^/]+(/[^/]+)*)?$"#
    ) { $0.isEmpty || CleanPath.isClean($0) }

    /// One of `values`, or nothing, which counts as absent.
    static func optional(_ values: [String]) -> StringRule {
        let rule = StringRule.oneOf(values)
        return StringRule(rule.expectation, pattern: nil, allowed: values + [""]) { $0.isEmpty || values.contains($0) }
    }
}
