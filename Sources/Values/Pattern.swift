/// Regular expressions whose text is data: a schema's or a template's pattern.
package enum Pattern {
    /// Whether the whole of `text` matches; false for a pattern that cannot be read.
    ///
    /// Compiled for every use: the standard library's `Regex` cannot be shared between threads.
    package static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let regex = compiled(pattern) else { return false }
        return text.wholeMatch(of: regex) != nil
    }

    /// Whether `pattern` can be read as a regular expression.
    package static func isValid(_ pattern: String) -> Bool { compiled(pattern) != nil }

    private static func compiled(_ pattern: String) -> Regex<AnyRegexOutput>? {
        let regex = try? Regex(pattern)
        return regex?.matchingSemantics(.unicodeScalar).asciiOnlyCharacterClasses()
    }
}
