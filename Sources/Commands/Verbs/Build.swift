import ArgumentParser
import Crypto
import Documents
import Images
import Inventory
import Layers
import Profiles
import Values

/// `basalt build`.
struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build a versioned, bootable disk image of a profile.",
        usage: "basalt build <profile> --version <version> [<options>]",
        discussion: """
            Layers, host policy, SquashFS, verity tree, initramfs, unified kernel image, ESP and partition table become \
            one disk, its manifest and its software bill of materials. The same profile and lock file give the same \
            bytes, whatever the machine, the folder, the time and the threads. Packages that no lock file holds are \
            locked first.

            Exit codes: 0 done, or the same image was there; 8 the version is there with other bytes.
            """)

    @Argument(help: ArgumentHelp("A profile whose target is basalt.", valueName: "profile"))
    var profile: String

    @Option(name: .customLong("version"), help: "The image's version, such as 1.4.0; it never changes afterwards.")
    var imageVersion: String

    @OptionGroup(title: "Image")
    var store: StoreOptions

    @Flag(help: "Use no network: what is not in the package store is an error.")
    var offline = false

    @OptionGroup(title: "Work")
    var work: WorkOptions

    @OptionGroup(title: "Limits of layers")
    var limits: LayerLimitOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard ImageStore.isName(imageVersion) else {
            throw ValidationError("--version takes 1 to 64 of a-z A-Z 0-9 . _ + -, a letter or digit first.")
        }
    }

    func run() async throws {
        var warnings = Diagnostics()
        let host = try ImageProfile.read(profile, verb: "build", output, into: &warnings)
        let report = Report(options: output)
        report.show(warnings)
        try check(host, report)
        let images = try store.open(report)
        let opened = try await open(host, report)
        let request = try request(host, opened, report)
        var stack = LayerStack(opened.layers, limits: limits.limits)
        stack.takesDigests = true
        let staged: StagedImage
        do throws(ImageStore.Failure) { staged = try StagedImage.make(in: images) } catch {
            throw report.failure(error)
        }
        let built: BuiltImage
        do throws(PackError) {
            built = try build(stack, request, to: staged.file(ImageFiles.disk))
            try staged.write(built.blocks.bytes, as: ImageFiles.blocks)
            try staged.write(JSONWriter.bytes(built.bills.spdx, .pretty), as: ImageFiles.spdx)
            try staged.write(JSONWriter.bytes(built.bills.cycloneDX, .pretty), as: ImageFiles.cycloneDX)
            try staged.write(Array(built.manifest.text.utf8), as: ImageFiles.manifest)
        } catch { throw report.failure(error) }
        report.warn(of: built.packed.root)
        let isNew: Bool
        do throws(ImageStore.Failure) { isNew = try staged.publish(built.manifest) } catch {
            throw report.failure(error)
        }
        try report.show(built.manifest, isNew: isNew, in: images)
    }

    private func build(
        _ stack: LayerStack, _ request: BuildRequest, to path: String
    ) throws(PackError) -> BuiltImage {
        let total = stack.layers.reduce(UInt64(0)) { $0 + ($1.storedSize ?? 0) }
        return try ProgressLine.packing(output, "building", total: total) { (progress) throws(PackError) in
            try ImageBuilder(request, onProgress: progress).build(stack, to: path)
        }
    }

    private func check(_ host: HostProfile, _ report: Report) throws {
        guard host.target.os == .basalt else {
            throw report.failure(
                .unsupportedByTarget, "the target of `\(profile)` brings its own image",
                remedy: "`basalt render` makes its user data; only `target: {os: basalt}` is built",
                ExitStatus.invalidInput)
        }
        guard ImageStore.isName(host.name) else {
            throw report.failure(
                .wrongValue, "`\(host.name)` is no name of an image",
                remedy: "use a-z A-Z 0-9 . _ + - in metadata.name", ExitStatus.invalidInput)
        }
    }

    private func open(_ host: HostProfile, _ report: Report) async throws -> ProfileStack.Opened {
        let opening = LayerOpening(limits: limits.limits, isOffline: offline, report: report)
        let platform: Platform = host.target.architecture == "aarch64" ? .arm64 : .amd64
        let stack = ProfileStack(profile: host, name: profile, opening: opening, platform: platform)
        do {
            var opened = try await stack.open()
            opened.layers += try await stack.containers(modified: sourceDate(opened))
            return opened
        } catch let errors as LayerErrors { throw report.failure(errors) } catch let
            error as LayerError
        {
            throw report.failure(LayerErrors(error))
        } catch let failure as AtomicFile.Failure { throw report.failure(failure) }
    }

    private func request(
        _ host: HostProfile, _ opened: ProfileStack.Opened, _ report: Report
    ) throws -> BuildRequest {
        let text = JSONWriter.bytes(host.root, .compact)
        var request = BuildRequest(
            name: host.name, version: imageVersion, profileDigest: Digest(hash: SHA256.hash(data: text)))
        request.profileName = host.name
        request.architecture = host.target.architecture == "aarch64" ? .aarch64 : .x86_64
        let image = host.root["image"]
        request.kernelArguments = (image?["kernel_arguments"]?.items ?? []).compactMap(\.string)
        request.removed = (image?["remove"]?.items ?? []).compactMap { $0.string.flatMap(Glob.init) }
        request.sourceDate = sourceDate(opened)
        request.unpacked = opened.locked.filter { $0.request.kind == .debs }.flatMap(\.packages).map(\.identity)
        request.packing = work.packing
        request.packing.image = ImageFilesystem.options(image?["filesystem"])
        request.packing.bootOrder = try ImageFilesystem.bootOrder(image?["filesystem"], report)
        request.tool = BasaltCommand.version
        return request
    }

    /// `SOURCE_DATE_EPOCH`, else the newest date of the locked packages, else the first that a FAT can hold.
    private func sourceDate(_ opened: ProfileStack.Opened) -> Timestamp {
        let earliest = Timestamp(seconds: 315_532_800)
        let given = Environment.value("SOURCE_DATE_EPOCH").flatMap { Int64($0) }.map { Timestamp(seconds: $0) }
        return max(given ?? opened.locked.map(\.date).max() ?? earliest, earliest)
    }
}
