import ArgumentParser
import Documents
import Profiles
import Provisioning
import Values

/// `basalt render`.
struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the user data of a profile, or the Ignition of a Butane file.",
        usage: "basalt render <file> [--role <role>] [--set <path=value>] [<options>]",
        discussion: """
            User data goes to standard output, byte for byte as a host reads it; its size and the way it was made to \
            fit EC2's 16,384 bytes go to standard error. With --out every role becomes a file.
            """)

    @Argument(help: ArgumentHelp("A profile or a Butane file; - reads standard input.", valueName: "file"))
    var file: String

    @OptionGroup(title: "Profile")
    var profileOptions: ProfileOptions

    @Option(name: .customLong("as"), help: "ignition or cloud-config; the target's own by default.")
    var format: UserDataFormat?

    @Option(
        name: .customLong("spec"),
        help: ArgumentHelp("The Ignition specification; the oldest that suffices by default.", valueName: "3.x.0"))
    var specification: SpecificationArgument?

    @Option(
        name: [.customShort("o"), .customLong("out")],
        help: ArgumentHelp("Write every role to a file in this folder.", valueName: "dir"))
    var folder: String?

    @Flag(name: .shortAndLong, help: "Indent JSON for reading.")
    var pretty = false

    @Flag(help: "Count warnings as errors.")
    var strict = false

    @OptionGroup(title: "Files")
    var fileOptions: FileOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let files = NarratedFiles(output)
        var diagnostics = Diagnostics()
        guard let input = InputFile(file, files, into: &diagnostics) else {
            return try report.stopOnErrors(diagnostics)
        }
        var rendering = Rendering(input: input, options: fileOptions, files: files)
        rendering.renderer.format = format
        rendering.renderer.specification = specification?.version
        rendering.overrides = profileOptions.parsedOverrides(into: &diagnostics)
        switch input.kind {
        case .butane: try renderButane(rendering, &diagnostics, report)
        case .profile where folder != nil: try renderFolder(rendering, &diagnostics, report)
        case .profile: try renderOne(rendering, &diagnostics, report)
        case .template, .ignition:
            throw report.failure(
                .unknownKind, "`render` takes a profile or a Butane file; `\(file)` is \(input.kind.phrase)",
                remedy: input.kind == .template
                    ? "name the template in a profile's `include`" : "use it as it is: it is user data already",
                ExitStatus.invalidInput)
        }
    }

    private func renderButane(_ rendering: Rendering, _ diagnostics: inout Diagnostics, _ report: Report) throws {
        let config = rendering.butane(into: &diagnostics)
        try report.stopOnErrors(diagnostics, strict: strict)
        guard let config else { throw ExitStatus.failed }
        let bytes = JSONWriter.bytes(config, pretty ? .pretty : .compact) + [0x0A]
        guard let folder else { return try report.result(bytes) }
        let base = file.split(separator: "/").last.map(String.init) ?? "config"
        let stem = base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
        try RenderedFiles(folder: folder, report: report).write([("\(stem).ign", bytes)])
    }

    private func renderOne(_ rendering: Rendering, _ diagnostics: inout Diagnostics, _ report: Report) throws {
        let result = rendering.profile(role: profileOptions.role, into: &diagnostics)
        try report.stopOnErrors(diagnostics, strict: strict)
        guard let result else { throw ExitStatus.failed }
        if output.format == .json { return try report.result(json: RenderedFiles.json(result)) }
        let data = result.userData
        if data.delivery == .gzip, Terminal.isTerminal(.output) {
            throw report.failure(
                .wrongArgument,
                "the user data is gzip, \(ByteSize(bytes: data.bytes.count)), and no text for a terminal",
                remedy: "send it to a file: --out DIR, or > FILE", ExitStatus.usage)
        }
        try report.result(RenderedFiles.printed(result.userData, pretty: pretty))
        report.note(RenderedFiles.summary(result))
    }

    private func renderFolder(_ rendering: Rendering, _ diagnostics: inout Diagnostics, _ report: Report) throws {
        let results =
            profileOptions.role.map { [rendering.profile(role: $0, into: &diagnostics)].compactMap(\.self) }
            ?? rendering.everyRole(into: &diagnostics)
        try report.stopOnErrors(diagnostics, strict: strict)
        guard let folder else { throw ExitStatus.failed }
        let files = RenderedFiles(folder: folder, report: report)
        try files.write(results.flatMap { RenderedFiles.files($0, pretty: pretty) })
        if output.format == .json {
            try report.result(
                json: DiagnosticJSON.mapping([
                    ("version", DiagnosticJSON.number(1)),
                    ("renderings", DiagnosticJSON.list(results.map(RenderedFiles.json))),
                ]))
        } else {
            for result in results { report.note(RenderedFiles.summary(result)) }
        }
    }
}
