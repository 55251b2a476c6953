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
        help: ArgumentHelp("Folder that a Butane file's local paths start in.", valueName: "dir"))
    var filesDirectory: String?

    /// A team's own template folders: `BASALT_TEMPLATES`, separated by `:`.
    var templateFolders: [String] {
        (Environment["BASALT_TEMPLATES"] ?? "").split(separator: ":").map(String.init)
    }

    func library(_ files: some FileAccess) -> TemplateLibrary {
        TemplateLibrary(files: files, folders: templateFolders)
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
