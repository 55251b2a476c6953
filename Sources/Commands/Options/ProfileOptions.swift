import ArgumentParser
import Documents
import Ignition
import Profiles
import Provisioning
import Values

/// How a profile is to be read.
struct ProfileOptions: ParsableArguments {
    @Option(name: [.customShort("r"), .long], help: "The role to apply.")
    var role: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Override a value (repeatable); the value is YAML.", valueName: "path=value"))
    var overrides: [String] = []

    func parsedOverrides(into diagnostics: inout Diagnostics) -> [ProfileOverride] {
        overrides.compactMap { ProfileOverride($0, into: &diagnostics) }
    }
}

/// Where local files and templates are found.
struct FileOptions: ParsableArguments {
    @Option(
        name: [.customShort("d"), .customLong("files-dir")],
        help: ArgumentHelp("Folder that a Butane file's local paths start in.", valueName: "dir"),
        completion: .directory)
    var filesDirectory: String?

    /// A team's own template folders: `BASALT_TEMPLATES`, separated by `:`.
    var templateFolders: [String] {
        (Environment["BASALT_TEMPLATES"] ?? "").split(separator: ":").map(String.init)
    }

    /// The templates of these folders and the shipped ones.
    ///
    /// A folder that cannot be searched is an error: a shipped template would silently take the place of the team's.
    func library(_ files: some FileAccess, into diagnostics: inout Diagnostics) -> TemplateLibrary {
        for folder in templateFolders {
            do throws(FileProblem) {
                _ = try files.list(folder)
            } catch {
                diagnostics.error(
                    error.code, "cannot search `\(folder)` for templates: \(error.reason)", origin: nil,
                    remedy: "correct BASALT_TEMPLATES, which names folders with `:` between them, or unset it")
            }
        }
        return TemplateLibrary(files: files, folders: templateFolders)
    }
}

extension UserDataFormat: ExpressibleByArgument {}

/// An Ignition specification's version as an argument.
struct SpecificationArgument: ExpressibleByArgument {
    let version: Version

    init?(argument: String) {
        guard let version = Version(argument), IgnitionSchema.versions.contains(version) else { return nil }
        self.version = version
    }

    static var allValueStrings: [String] { IgnitionSchema.versions.map(\.description) }
}
