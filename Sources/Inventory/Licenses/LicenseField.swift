/// The first line of a copyright file's field `License`: short names joined by `or`, `and` and commas.
///
///     GPL-2+ or Artistic-2.0, and BSD-3-clause   (GPL-2.0-or-later OR Artistic-2.0) AND BSD-3-Clause
///
/// `and` binds before `or`, but not after a comma. What is joined in another way is one name as a whole.
///
/// Source: Debian's machine-readable copyright format 1.0, "License specification".
struct LicenseField {
    /// nil for an empty line.
    let expression: LicenseExpression?

    init(_ line: String) {
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard !words.isEmpty, words.count <= 200 else {
            expression = nil
            return
        }
        expression = Self.parsed(words) ?? LicenseName(words.joined(separator: " ")).expression
    }

    /// nil where an operator has nothing to join, or a comma or bracket stands in a place of no meaning.
    private static func parsed(_ words: [String]) -> LicenseExpression? {
        var parts: [LicenseExpression] = []
        for part in split(words, isEnd: { $0.hasSuffix(",") && $1 == "and" }) {
            let choices = split(part.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }, isEnd: { $1 == "or" })
            let alternatives = choices.map { split($0) { $1 == "and" } }
            let commas = zip(part, part.dropFirst()).contains { $0.hasSuffix(",") && $1.lowercased() != "or" }
            guard !commas, part.last?.hasSuffix(",") != true || part.count < words.count else { return nil }
            var terms: [[LicenseExpression]] = []
            for names in alternatives {
                guard names.allSatisfy(isName) else { return nil }
                terms.append(names.map { LicenseName($0.joined(separator: " ")).expression })
            }
            if terms.count == 1 {
                parts += terms[0]
            } else {
                let references = terms.flatMap { $0.flatMap(\.references) }
                let text = terms.map { $0.map(\.text).joined(separator: " AND ") }.joined(separator: " OR ")
                parts.append(LicenseExpression(clause: text, references: references))
            }
        }
        return LicenseExpression(all: parts)
    }

    private static func isName(_ words: [String]) -> Bool {
        !words.isEmpty && words.allSatisfy { !$0.contains { ",()|;".contains($0) } }
    }

    /// Cuts at the words that `isEnd` names by the word before and the word itself, in lower case.
    private static func split(_ words: [String], isEnd: (String, String) -> Bool) -> [[String]] {
        var parts: [[String]] = [[]]
        var previous = ""
        for word in words {
            if isEnd(previous, word.lowercased()) {
                parts.append([])
            } else {
                parts[parts.count - 1].append(word)
            }
            previous = word
        }
        return parts
    }
}
