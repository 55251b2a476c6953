private import Synchronization

/// Regular expressions whose text is data: a schema's or a template's pattern.
package enum Pattern {
    /// Whether the whole of `text` matches; false for a pattern that cannot be read.
    package static func matches(_ text: String, _ pattern: String) -> Bool {
        cache.withLock { compiled in
            // Reading a pattern takes many times as long as matching a short text.
            let regex = compiled[pattern] ?? Self.compiled(pattern)
            guard let regex else { return false }
            compiled[pattern] = regex
            return text.wholeMatch(of: regex) != nil
        }
    }

    /// Whether `pattern` can be read as a regular expression.
    package static func isValid(_ pattern: String) -> Bool { compiled(pattern) != nil }

    /// Patterns that were used. Matching stays behind the lock too: a `Regex` cannot be shared between threads.
    private static let cache = Mutex<[String: Regex<AnyRegexOutput>]>([:])

    private static func compiled(_ pattern: String) -> Regex<AnyRegexOutput>? {
        let regex = try? Regex(pattern)
        return regex?.matchingSemantics(.unicodeScalar).asciiOnlyCharacterClasses()
    }
}
