import ArgumentParser
import Documents
import Fleet
import Ignition
import Provisioning

/// `basalt validate`.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check profiles, fleet files, templates, Butane and Ignition files.",
        usage: "basalt validate <file> ... [--strict] [<options>]",
        discussion: """
            Every role is rendered, so that what would fail later fails here; a fleet file is checked with its profile. \
            All problems of all files are shown together. Exit code 0: valid; 65: not valid.
            """)

    @Argument(help: ArgumentHelp("Files to check; - reads standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Flag(help: "Count warnings as errors.")
    var strict = false

    @OptionGroup(title: "Files")
    var fileOptions: FileOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        var all = Diagnostics()
        var verdicts: [(file: String, kind: String, isValid: Bool)] = []
        for file in files {
            var diagnostics = Diagnostics()
            let kind = check(file, into: &diagnostics)
            if strict { diagnostics = diagnostics.strict() }
            verdicts.append((file, kind, !diagnostics.hasErrors))
            all.add(diagnostics)
        }
        switch output.format {
        case .json:
            let list = verdicts.map {
                JSON.mapping([
                    ("file", JSON.text($0.file)), ("kind", JSON.text($0.kind)),
                    ("valid", JSON.flag($0.isValid)),
                ])
            }
            try report.result(json: DiagnosticJSON.document(all, adding: [("files", JSON.list(list))]))
        case .table:
            report.show(all)
            for verdict in verdicts {
                let kind = verdict.kind == "unknown" ? "" : " \(verdict.kind)"
                let text = (verdict.isValid ? "valid" : "invalid") + kind
                try report.result("\(printable(verdict.file)): \(text)\n")
            }
        }
        if all.hasErrors { throw report.status(of: all) }
    }

    /// - Returns: the kind of document, "unknown" where it cannot be told.
    private func check(_ file: String, into diagnostics: inout Diagnostics) -> String {
        let files = NarratedFiles(output)
        guard let input = InputFile(file, files, into: &diagnostics) else { return "unknown" }
        let rendering = Rendering(input: input, options: fileOptions, files: files)
        switch input.kind {
        case .profile: _ = rendering.everyRole(into: &diagnostics)
        case .fleet: checkFleet(input, files, into: &diagnostics)
        case .butane: _ = rendering.butane(into: &diagnostics)
        case .ignition: IgnitionValidator.validate(input.document, into: &diagnostics)
        case .template:
            let library = fileOptions.library(files, into: &diagnostics)
            TemplateCheck.check(input.document, library: library, into: &diagnostics)
        }
        return input.kind.rawValue
    }

    /// A fleet file, and the profile that it names, rendered for the fleet's role.
    private func checkFleet(_ input: InputFile, _ files: NarratedFiles, into diagnostics: inout Diagnostics) {
        guard let fleet = FleetLoader.load(input.document, into: &diagnostics) else { return }
        fleet.checkZones(into: &diagnostics)
        guard let profile = FleetProfile(fleet, fileOptions, files, into: &diagnostics) else { return }
        _ = profile.render(into: &diagnostics)
    }
}
