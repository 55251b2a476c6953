import Documents
import Ignition
import Profiles
import Values

/// A file that a verb was given, read, and what kind of document it is.
struct InputFile {
    enum Kind: String {
        case profile, fleet, template, butane, ignition

        /// The kind in a sentence.
        var phrase: String {
            switch self {
            case .profile: "a profile"
            case .fleet: "a fleet file"
            case .template: "a template"
            case .butane: "a Butane file"
            case .ignition: "an Ignition configuration"
            }
        }
    }

    let name: String
    let kind: Kind
    let document: Node

    /// nil when it cannot be read or is nothing that Basalt knows (errors have been added then).
    /// - Parameter argument: a path, or `-` for standard input.
    init?(_ argument: String, _ files: some FileAccess, into diagnostics: inout Diagnostics) {
        guard let file = Self.source(argument, files, into: &diagnostics) else { return nil }
        name = file.name
        let isJSON = file.text.utf8.first { $0 > 0x20 } == UInt8(ascii: "{") && argument.hasSuffix(".ign")
        let count = diagnostics.all.count
        let read = isJSON ? JSONReader.read(file, into: &diagnostics) : YAMLReader().read(file, into: &diagnostics)
        guard let document = read else {
            if diagnostics.all.count == count { ProfileLoader.reportEmpty(file, into: &diagnostics) }
            return nil
        }
        guard let kind = Self.kind(of: document, into: &diagnostics) else { return nil }
        self.document = document
        self.kind = kind
    }

    private static func source(
        _ argument: String, _ files: some FileAccess, into diagnostics: inout Diagnostics
    ) -> SourceFile? {
        guard argument == "-" else { return files.document(argument, into: &diagnostics) }
        do throws(FileProblem) {
            let bytes = try DiskFiles().readStandardInput(limit: 16 << 20)
            return SourceFile.decode(bytes, name: "standard input", directory: "", into: &diagnostics)
        } catch {
            diagnostics.error(error.code, "cannot read standard input: \(error.reason)", origin: nil)
            return nil
        }
    }

    private static func kind(of document: Node, into diagnostics: inout Diagnostics) -> Kind? {
        if document["variant"] != nil { return .butane }
        if let ignition = document["ignition"], ignition["version"] != nil, document["kind"] == nil { return .ignition }
        switch document["kind"]?.string {
        case "Profile": return .profile
        case "Fleet": return .fleet
        case "Template": return .template
        case let kind?:
            let near = nearestName(to: kind, among: ["Profile", "Fleet", "Template"])
            diagnostics.error(
                .unknownKind, "there is no kind of document called `\(kind)`", at: NodePath([.key("kind")]),
                origin: document["kind"]?.origin,
                remedy: near.map { "did you mean `\($0)`?" } ?? "kinds are: Profile, Fleet, Template")
        case nil:
            diagnostics.error(
                .unknownKind, "this document does not say what it is", origin: document.origin.firstLine,
                remedy:
                    "begin a profile with `apiVersion: basalt/v1` and `kind: Profile`, a Butane file with `variant:` and `version:`"
            )
        }
        return nil
    }
}
