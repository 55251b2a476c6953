import Documents
import Ignition
import Profiles
import Values

/// The fields of a template file. Its body is checked once its parameters are filled in.
enum TemplateSchema {
    static let template = ObjectType([
        Field(
            "apiVersion", .text([ProfileSchema.apiVersion]), "The version of this format: `basalt/v1`.", required: true),
        Field("kind", .text(["Template"]), "What the document is: `Template`.", required: true),
        Field("metadata", .object(metadata), "The template's name and description.", required: true),
        Field("include", .strings(.nonEmpty), "Other templates that this one needs; each is part of a host once."),
        Field("parameters", .list(.object(parameter), merge: .replace), "The declared parameters."),
        Field("storage", .anything, "Files, folders, links, in Butane's words."),
        Field("systemd", .anything, "Units, in Butane's words."),
        Field("passwd", .anything, "Users and groups, in Butane's words."),
    ])

    private static let metadata = ObjectType([
        Field("name", .string(.nonEmpty), "The template's name: its file name without `.yaml`.", required: true),
        Field("description", .text, "What the host gets.", required: true),
    ])

    static let parameter = ObjectType([
        Field("name", .string(.nonEmpty), "The parameter's name: lower-case letters, digits and `_`.", required: true),
        Field("type", .text(ParameterType.allCases.map(\.rawValue)), "What the value is.", required: true),
        Field("default", .anything, "The value where none is given; a parameter without a default is required."),
        Field("description", .string(.nonEmpty), "What the parameter does.", required: true),
        Field("enum", .list(.text, merge: .replace), "The only values allowed."),
        Field("pattern", .string(.nonEmpty), "A regular expression for strings, list elements and map values."),
        Field("minimum", .integer(Int.min...Int.max), "The smallest integer."),
        Field("maximum", .integer(Int.min...Int.max), "The largest integer."),
        Field("separator", .text, "What stands between the elements of a list or map in a text."),
    ])

    /// A template's body with its parameters filled in.
    static let body = ObjectType([
        Field("storage", .object(ButaneSchema.storage), "Files, folders, links."),
        Field("systemd", .object(ButaneSchema.systemd), "Units."),
        Field("passwd", .object(ButaneSchema.passwd), "Users and groups."),
    ])
}

/// What a template's parameter may be.
enum ParameterType: String, CaseIterable, Sendable {
    case string, integer, boolean, list, map, json

    /// Names as `sysctl` and others have them: neither `=` nor anything that ends a name.
    private static let mapKey: StringRule = {
        let pattern = "^[A-Za-z0-9._:/@+*-]+$"
        return StringRule("a name of letters, digits and the characters . _ : / @ + * -", pattern: pattern) {
            Pattern.matches($0, pattern)
        }
    }()

    /// What a value of this type must look like.
    ///
    /// Text without a pattern of its own is held to characters that mean nothing to systemd, a shell, YAML or JSON.
    func valueType(rule: StringRule) -> ValueType {
        switch self {
        case .string: .string(rule)
        case .integer: .integer(Int.min...Int.max)
        case .boolean: .boolean
        case .list: .list(.string(rule), merge: .replace)
        case .map: .map(.oneOf([.string(rule), .integer(Int.min...Int.max), .boolean]), keys: Self.mapKey)
        case .json: .anything
        }
    }
}
