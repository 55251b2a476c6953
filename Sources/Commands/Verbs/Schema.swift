import ArgumentParser
import Documents
import Fleet
import Profiles

/// `basalt schema`.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of profiles or fleet files, for editors and other validators.",
        usage: "basalt schema profile | fleet [<options>]")

    @Argument(help: "What the schema describes: profile or fleet.")
    var document: DocumentKind

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let schema = JSONSchemaWriter().document(
            document.type, id: "urn:basalt:schema:v1:\(document)", title: "Basalt \(document.words)")
        try Report(options: output).result(json: schema)
    }
}

/// The documents that people write in Basalt's own words.
enum DocumentKind: String, ExpressibleByArgument, CaseIterable {
    case profile, fleet

    var type: ObjectType {
        switch self {
        case .profile: ProfileSchema.profile
        case .fleet: FleetSchema.fleet
        }
    }

    /// The kind in a sentence, behind an article.
    var words: String {
        switch self {
        case .profile: "profile"
        case .fleet: "fleet file"
        }
    }
}
