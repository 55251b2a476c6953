import Documents
import Values

extension Vocabulary {
    var systemd: ObjectType {
        object([field("units", list(unit, by: "name"), "Units that are written, enabled or masked.")])
    }

    private var unit: ObjectType {
        object(
            [
                field("name", .string(.nonEmpty), "The unit's name with its suffix.", required: true),
                field("enabled", .boolean, "Whether it is enabled or disabled on first boot."),
                field("mask", .boolean, "Whether it is masked."),
                field("contents", .text, "The unit file's text."),
                sugar(
                    "contents_local", .text, "A file, relative to the files directory, that holds the text.",
                    since: Specification.v3_4),
                field("dropins", list(dropin, by: "name"), "Files that change parts of the unit."),
            ], alternatives: ["contents", "contents_local"])
    }

    private var dropin: ObjectType {
        object(
            [
                field("name", .string(.nonEmpty), "The file's name, ending in `.conf`.", required: true),
                field("contents", .text, "The file's text."),
                sugar(
                    "contents_local", .text, "A file, relative to the files directory, that holds the text.",
                    since: Specification.v3_4),
            ], alternatives: ["contents", "contents_local"])
    }
}
