import Documents
import Values

extension Vocabulary {
    /// Where content comes from. Files could be compressed from the start, configurations and certificates since 3.1.
    func resource(isFile: Bool, requiresSource: Bool = false) -> ObjectType {
        let other = isFile ? Specification.v3_0 : Specification.v3_1
        return object(
            [
                field(
                    "compression", .string(.optional(["gzip"])),
                    "How the source is compressed; nothing for not at all.",
                    since: other),
                field(
                    "httpHeaders", list(header, by: "name"),
                    "Headers that are sent when the source is fetched by HTTP.",
                    since: Specification.v3_1),
                field("source", .text, "The URL: data, http, https, tftp, s3, gs or, for S3, arn."),
                sugar("inline", .text, "The content itself.", since: other),
                sugar(
                    "local", .text, "A file, relative to the files directory, whose bytes are the content.",
                    since: Specification.v3_1),
                field("verification", .object(verification), "What the fetched content must match."),
            ], alternatives: ["source", "inline", "local"])
    }

    private var header: ObjectType {
        object([
            field("name", .string(.nonEmpty), "The header's name.", required: true, since: Specification.v3_1),
            field("value", .text, "The header's value; without one the header is removed.", since: Specification.v3_1),
        ])
    }

    private var verification: ObjectType {
        object([
            field(
                "hash", .text, "`sha512-` or `sha256-` and the digest in hexadecimal digits, taken after decompression."
            )
        ])
    }
}
