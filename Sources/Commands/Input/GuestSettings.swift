import ArgumentParser
import Documents
import Images
import Machines
import Profiles
import Provisioning
import Values

/// How an image is run in QEMU.
struct GuestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The profile whose user data the host gets; else it gets none.", valueName: "file"),
        completion: .yaml)
    var profile: String?

    @OptionGroup
    var profileOptions: ProfileOptions

    @OptionGroup
    var fileOptions: FileOptions

    @Option(help: "Memory of the machine.")
    var memory = SizeArgument(bytes: 1536 << 20)

    @Option(help: "Processors of the machine.")
    var processors = 2

    @Option(help: "Size of the disk; what is more than the image becomes the state partition.")
    var diskSize = SizeArgument(bytes: 4 << 30)

    @Option(
        help: ArgumentHelp(
            "Keep what the machine changes on its disk in this file, and go on from there the next time.",
            valueName: "file"))
    var disk: String?

    @Option(
        help: ArgumentHelp(
            "What the machine takes for its maker; `Amazon EC2` asks the metadata service for user data.",
            valueName: "name"))
    var manufacturer: String?

    @Option(help: "Size of each blank disk that stands for an EBS volume of the profile.")
    var dataDisk = SizeArgument(bytes: 2 << 30)

    func validate() throws {
        if !(1...64).contains(processors) { throw ValidationError("--processors takes 1 to 64.") }
    }
}

/// The settings of a machine that runs an image as a profile's host.
struct GuestSettings {
    var settings: MachineSettings
    /// The profile's own tests as the host wants them.
    let tests: [UInt8]

    /// - Throws: an exit code, when the errors have been shown.
    init(_ entry: ImageStore.Entry, _ options: GuestOptions, _ output: OutputOptions, _ report: Report) throws {
        settings = MachineSettings(image: entry.file(ImageFiles.disk))
        settings.memory = ByteSize(bytes: options.memory.bytes)
        settings.processors = options.processors
        settings.diskFile = options.disk
        settings.manufacturer = options.manufacturer
        settings.diskSize = ByteSize(bytes: max(options.diskSize.bytes, Int(clamping: entry.manifest.diskSize)))
        guard let profile = options.profile else {
            settings.userData = Array(#"{"ignition":{"version":"3.3.0"}}"#.utf8)
            tests = Array("[]".utf8)
            return
        }
        let files = NarratedFiles(output)
        var diagnostics = Diagnostics()
        let input = InputFile(profile, files, into: &diagnostics)
        guard let input, input.kind == .profile else {
            report.show(diagnostics)
            throw input == nil
                ? report.status(of: diagnostics)
                : report.failure(.unknownKind, "`\(profile)` is no profile", ExitStatus.invalidInput)
        }
        var rendering = Rendering(input: input, options: options.fileOptions, files: files)
        rendering.renderer.format = .ignition
        rendering.renderer.ignoresLimit = true
        rendering.overrides = options.profileOptions.parsedOverrides(into: &diagnostics)
        let rendered = rendering.profile(role: options.profileOptions.role, into: &diagnostics)
        report.show(diagnostics)
        guard let rendered, !diagnostics.hasErrors else { throw report.status(of: diagnostics) }
        settings.userData = rendered.userData.bytes
        var loader = ProfileLoader(files: files)
        var known = Diagnostics()
        let host = loader.load(input.document, into: &known).flatMap {
            ProfileResolver($0, overrides: rendering.overrides).host(role: options.profileOptions.role, into: &known)
        }
        settings.dataDisks = rendering.devices(role: options.profileOptions.role).map {
            .init(device: $0, size: ByteSize(bytes: options.dataDisk.bytes))
        }
        tests = JSONWriter.bytes(
            host?.root["image"]?["tests"] ?? .sequence([], origin: input.document.origin), .compact)
    }
}
