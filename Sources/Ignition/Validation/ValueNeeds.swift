import Documents
import Values

/// Values that only newer specifications accept in fields that older ones have.
///
/// Source: the `Validate` methods of Ignition's `config/v3_*/types`, compared version by version.
enum ValueNeeds {
    /// The specification that a value needs; nil where its field decides alone.
    static func specification(of visit: SchemaWalk.Visit) -> Version? {
        if visit.field.name == "mode" { return visit.entry.value.integer.flatMap(mode) }
        guard let text = visit.entry.value.string, !text.isEmpty else { return nil }
        switch visit.field.name {
        case "source": return sourceSchemes[SourceURL.scheme(of: text) ?? ""]
        case "hash": return text.hasPrefix("sha256-") ? Specification.v3_1 : nil
        case "format": return formats[text]
        case "pin": return knownPins.contains(text) ? nil : Specification.v3_6
        default: return nil
        }
    }

    /// Schemes of sources; others are not supported at all.
    static let sourceSchemes = [
        "data": Specification.v3_0, "http": Specification.v3_0, "https": Specification.v3_0, "tftp": Specification.v3_0,
        "s3": Specification.v3_0, "gs": Specification.v3_2, "arn": Specification.v3_4,
    ]
    private static let formats = ["none": Specification.v3_3]
    private static let knownPins = ["tpm2", "tang", "sss"]

    /// The set-user-id, set-group-id and sticky bits are dropped by older specifications.
    private static func mode(_ bits: Int) -> Version? { bits & 0o7000 != 0 && bits > 0 ? Specification.v3_6 : nil }
}
