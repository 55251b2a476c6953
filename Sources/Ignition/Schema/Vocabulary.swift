import Documents
import Values

/// One table of fields, spoken in Ignition's or in Butane's words. Both schemas come out of it, so they cannot drift
/// apart.
///
/// Source: `config/v3_*/types/schema.go` of Ignition, `base/v0_*/schema.go` and `config/fcos` of Butane.
struct Vocabulary {
    enum Language {
        /// camelCase, without sugar.
        case ignition
        /// snake_case with sugar; `since` of sugar is the specification of the first dialect that has it.
        case butane
        /// snake_case with sugar; sugar has no `since`, because what it turns into fits every specification.
        case profile
    }

    let language: Language

    /// A row of the table.
    struct Row {
        let name: String
        let type: ValueType
        let summary: String
        var isRequired = false
        var since = Specification.v3_0
        /// Whether only Butane knows it.
        var isSugar = false
    }

    /// A field that Ignition knows since `since`.
    func field(
        _ name: String, _ type: ValueType, _ summary: String, required: Bool = false,
        since: Version = Specification.v3_0
    ) -> Row {
        Row(name: name, type: type, summary: summary, isRequired: required, since: since)
    }

    /// A field that only Butane knows, given in Butane's words, since the dialects for `since`.
    func sugar(_ name: String, _ type: ValueType, _ summary: String, required: Bool = false, since: Version) -> Row {
        Row(name: name, type: type, summary: summary, isRequired: required, since: since, isSugar: true)
    }

    func object(_ rows: [Row], alternatives: [String] = []) -> ObjectType {
        ObjectType(
            rows.compactMap { row in
                if row.isSugar, language == .ignition { return nil }
                let name = language == .ignition || row.isSugar ? row.name : Words.snake(row.name)
                let since: Version? = row.isSugar && language == .profile ? nil : row.since
                return Field(name, row.type, row.summary, required: row.isRequired, since: since)
            }, alternatives: alternatives)
    }

    /// A list of objects that merge by the first of `keys` that is set.
    func list(_ object: ObjectType, by keys: String...) -> ValueType {
        let words = language == .ignition ? keys : keys.map(Words.snake)
        return .list(.object(object), merge: .byKey(words))
    }

    /// A list of texts that are their own keys.
    var texts: ValueType { .strings(merge: .byKey([])) }
    /// A list of texts that later documents extend.
    var options: ValueType { .strings(merge: .append) }
}
