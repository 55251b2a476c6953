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

    @Argument(
        help: ArgumentHelp("A profile or a Butane file; - reads standard input.", valueName: "file"),
        completion: .file())
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

    @Flag(name: .shortAndLong, help: "Indent JSON for reading; hosts need it compact.")
    var pretty = false

    @Flag(help: "The whole configuration, not made to fit: to read it or to check it with other tools.")
    var whole = false

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
            return try report.proceed(diagnostics) { _ in }
        }
        var rendering = Rendering(input: input, options: fileOptions, files: files)
        rendering.renderer.format = format
        rendering.renderer.ignoresLimit = whole
        rendering.renderer.specification = specification?.version
        rendering.overrides = profileOptions.parsedOverrides(into: &diagnostics)
        switch input.kind {
        case .butane: try refuseProfileOptions(report)
        case .profile: break
        case .fleet, .template, .ignition:
            throw report.failure(
                .unknownKind, "`render` takes a profile or a Butane file; `\(file)` is \(input.kind.phrase)",
                remedy: remedy(input.kind),
                ExitStatus.invalidInput)
        }
        let results = results(rendering, into: &diagnostics)
        try report.proceed(diagnostics, strict: strict) { report in
            if let folder {
                try write(results, to: RenderedFiles(folder: folder, report: report), report)
            } else if let result = results.first {
                try print(result, report)
            }
        }
    }

    private func remedy(_ kind: InputFile.Kind) -> String {
        switch kind {
        case .template: "name the template in a profile's `include`"
        case .fleet: "render the profile that it names"
        default: "use it as it is: it is user data already"
        }
    }

    /// One rendering for standard output, those of all roles for a folder unless one is chosen.
    private func results(_ rendering: Rendering, into diagnostics: inout Diagnostics) -> [Rendering.Result] {
        if rendering.input.kind == .profile, folder != nil, profileOptions.role == nil {
            return rendering.everyRole(into: &diagnostics)
        }
        let result =
            rendering.input.kind == .profile
            ? rendering.profile(role: profileOptions.role, into: &diagnostics) : rendering.butane(into: &diagnostics)
        return [result].compactMap(\.self)
    }

    /// A Butane file says itself what it becomes.
    private func refuseProfileOptions(_ report: Report) throws {
        let given = [
            ("--as", format != nil), ("--spec", specification != nil), ("--role", profileOptions.role != nil),
            ("--set", !profileOptions.overrides.isEmpty),
        ].filter(\.1).map(\.0)
        guard !given.isEmpty else { return }
        throw report.failure(
            .wrongArgument, "`\(file)` is a Butane file, which takes no \(given.joined(separator: ", "))",
            remedy: "name it in a profile: `include: [{butane: \(file)}]`", ExitStatus.usage)
    }

    private func print(_ result: Rendering.Result, _ report: Report) throws {
        if output.format == .json { return try report.result(json: RenderedFiles.json(result)) }
        let data = result.userData
        if data.delivery == .gzip, Terminal.isTerminal(.output) {
            throw report.failure(
                .wrongArgument,
                "the user data is gzip, \(ByteSize(bytes: data.bytes.count)), and no text for a terminal",
                remedy: "send it to a file: --out DIR, or > FILE", ExitStatus.usage)
        }
        try report.result(RenderedFiles.printed(data, pretty: pretty))
        report.note(RenderedFiles.summary(result))
    }

    private func write(_ results: [Rendering.Result], to files: RenderedFiles, _ report: Report) throws {
        let written = try results.map { try files.write($0, pretty: pretty) }
        guard output.format == .json else { return results.forEach { report.note(RenderedFiles.summary($0)) } }
        try report.result(
            json: JSON.mapping([
                ("version", JSON.number(1)),
                ("renderings", JSON.list(zip(results, written).map { RenderedFiles.json($0, files: $1) })),
            ]))
    }
}
