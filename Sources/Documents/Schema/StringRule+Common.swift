import Values

/// The text rules that several kinds of documents name.
extension StringRule {
    package static let name = matching(
        "a name of lower-case letters, digits and `-`", "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
    package static let singleLine = matching("a text of one line", "^[^\\x00-\\x1f\\x7f]*$")
    package static let httpPath = matching(
        "an HTTP path of letters, digits and the characters . _ ~ / ? = & + , : @ -",
        "^/[A-Za-z0-9._~/?=&+,:@-]*$")
    package static let ssmParameter = matching(
        "an SSM parameter's name, such as `/prod/swarm/worker`", "^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$")
    package static let targetGroup = matching(
        "a target group's ARN",
        "^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:targetgroup/[A-Za-z0-9-]+/[0-9a-f]+$")

    /// A rule that is a regular expression in the words that ECMA-262 and Swift share.
    package static func matching(
        _ expectation: String, _ pattern: String, remedy: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> StringRule {
        StringRule(expectation, pattern: pattern, remedy: remedy) { text in Pattern.matches(text, pattern) }
    }
}
