import ArgumentParser
import Documents
import Profiles

/// `basalt schema`.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of profiles, for editors and other validators.",
        usage: "basalt schema profile [<options>]")

    enum Document: String, ExpressibleByArgument, CaseIterable {
        case profile
    }

    @Argument(help: "What the schema describes: profile.")
    var document: Document

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let schema = JSONSchemaWriter().document(
            ProfileSchema.profile, id: "urn:basalt:schema:v1:profile", title: "Basalt profile")
        try Report(options: output).result(json: schema)
    }
}
