package import Documents

/// The fields of a fleet file. The validator, `explain` and `schema fleet` read this one description.
package enum FleetSchema {
    package static let apiVersion = "basalt/v1"

    /// A whole fleet document.
    package static let fleet = ObjectType([
        Field("apiVersion", .text([apiVersion]), "The version of this format: `basalt/v1`.", required: true),
        Field("kind", .text(["Fleet"]), "What the document is: `Fleet`.", required: true),
        Field("metadata", .object(metadata), "The fleet's name and labels.", required: true),
        Field(
            "image", .string(.imageName),
            "The image that every host runs: NAME@VERSION, NAME@CHANNEL, ami-… or ssm:/path; resolved once a run.",
            required: true),
        Field("profile", .object(profile), "The profile whose user data every host gets.", required: true),
        Field("account", .object(account), "The AWS account and region; the environment's by default."),
        Field("provider", .object(provider), "Where the hosts run: exactly one of its keys.", required: true),
        Field("workload", .object(workload), "What runs on the hosts, and how it leaves one."),
        Field(
            "gates", .list(.object(gate), merge: .replace),
            "What a new host must show before it counts, in this order; each item has one key."),
        Field("strategy", .object(strategy), "How hosts are replaced; `surge` with its defaults when absent."),
        Field("on_failure", .object(onFailure), "What happens when new hosts fail."),
        Field("emergency", .object(emergency), "What `--emergency` changes."),
        Field("max_age", .string(.duration), "The age from which a host is outdated; none by default."),
        Field(
            "windows", .list(.object(window), merge: .replace),
            "When replacing may begin; slots in flight are finished outside them. Always when absent."),
        Field("approval", .object(approval), "Who must approve a plan before it runs."),
        Field("notify", .list(.object(notification), merge: .replace), "Who is told about a run."),
    ])

    /// Whether a text names an image in one of the forms that a fleet file takes.
    package static func isImage(_ text: String) -> Bool { StringRule.imageName.accepts(text) }

    static let metadata = ObjectType([
        Field("name", .string(.name), "The fleet's name: lower-case letters, digits and dashes.", required: true),
        Field("labels", .map(.string(.singleLine), keys: .name), "Labels for people and reports."),
    ])

    static let profile = ObjectType(
        [
            Field("file", .string(.nonEmpty), "The profile, relative to this file.", required: true),
            Field("role", .string(.name), "The role of the hosts; none for a profile without roles."),
        ], keyOfText: { _ in "file" })

    static let account = ObjectType([
        Field("region", .string(.region), "The region of the fleet."),
        Field("assume_role", .string(.roleARN), "The role to assume for every call."),
    ])

    static let onFailure = ObjectType([
        Field(
            "action", .text(["rollback", "pause"]),
            "`rollback` (default) brings the previous image back by itself; `pause` waits for a person."),
        Field("budget", share, "How many new hosts may fail; 2% by default, at least one."),
        Field("keep_failed", .object(keepFailed), "Failed hosts that are kept, isolated and stopped, as evidence."),
    ])

    static let keepFailed = ObjectType([
        Field("hosts", .integer(0...10), "How many a run; 1 by default."),
        Field("for", .string(.duration), "How long; 24h by default."),
    ])

    static let window = ObjectType([
        Field("days", .strings(.oneOf(Weekday.allCases.map(\.rawValue))), "Days of the week.", required: true),
        Field("hours", .string(.hours), "From and to, on the same day.", required: true),
        Field("timezone", .string(.timeZone), "The time zone of days and hours; UTC by default."),
    ])

    static let approval = ObjectType([
        Field("count", .integer(0...10), "How many people must approve the plan; 0 by default.", required: true),
        Field("not_author", .boolean, "Whether who started the run may not approve it; true by default."),
    ])

    static let notification = ObjectType([
        Field("webhook", .object(webhook), "An HTTP address that is told about start, waves, blockers and the end.")
    ])

    static let webhook = ObjectType(
        [
            Field(
                "environment", .string(.variable), "The environment variable that holds the address: it is a secret."),
            Field("ssm_parameter", .string(.ssmParameter), "The SSM parameter that holds the address."),
            Field("format", .text(["slack", "json"]), "The body's form; `json` by default."),
        ], alternatives: webhookAddresses)

    static let webhookAddresses = ["environment", "ssm_parameter"]

    /// A number of hosts, or a percentage of the fleet.
    static let share = ValueType.oneOf([.integer(0...10_000), .string(.percentage)])
}
