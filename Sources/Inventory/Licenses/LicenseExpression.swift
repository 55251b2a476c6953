/// Licences that all apply, as an SPDX licence expression.
///
/// Source: SPDX 2.3, annex D.
package struct LicenseExpression: Sendable, Hashable {
    /// What stands for a licence that SPDX has no certain identifier for.
    package struct Reference: Sendable, Hashable {
        /// `LicenseRef-` and letters, digits, `.`, `-`.
        package let id: String
        /// What the package calls it.
        package let name: String
    }

    /// Each is one identifier, or alternatives joined by `OR`; sorted, no two the same, never empty.
    let clauses: [String]
    /// Sorted by identifier and name.
    package let references: [Reference]

    init(clause: String, references: [Reference] = []) {
        clauses = [clause]
        self.references = references
    }

    /// nil where `parts` is empty.
    init?(all parts: [LicenseExpression]) {
        guard !parts.isEmpty else { return nil }
        clauses = Set(parts.flatMap(\.clauses)).sorted()
        references = Set(parts.flatMap(\.references)).sorted { ($0.id, $0.name) < ($1.id, $1.name) }
    }

    package var text: String {
        guard clauses.count > 1 else { return clauses[0] }
        return clauses.map { $0.contains(" OR ") ? "(\($0))" : $0 }.joined(separator: " AND ")
    }

    /// The only identifier; nil for an expression of several words.
    package var identifier: String? { clauses.count == 1 && !clauses[0].contains(" ") ? clauses[0] : nil }
}
