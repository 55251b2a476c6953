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

    @Argument(help: ArgumentHelp("A profile whose target is basalt.", valueName: "profile"), completion: .yaml)
    var profile: String

    @Option(name: .customLong("version"), help: "The image's version, such as 1.4.0; it never changes afterwards.")
    var imageVersion: String

    @OptionGroup(title: "Image")
    var store: StoreOptions

    @Flag(help: "Use no network: what is not in the package store is an error.")
    var offline = false

    @Option(help: ArgumentHelp("Sign the manifest by this Ed25519 key (PKCS#8, PEM).", valueName: "file"))
    var signKey: String?

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
        let key = try signKey.map { try KeyFile.signingKey($0, report) }
        let images = try store.open(report)
        let inputs = try await inputs(host, report)
        let staged: StagedImage
        do throws(ImageStore.Failure) { staged = try StagedImage.make(in: images) } catch {
            throw report.failure(error)
        }
        let built = try await ImageBuild(inputs, packing: work.packing, isOffline: offline, output: output)
            .build(to: staged.file(ImageFiles.disk))
        let image = built.image
        do throws(PackError) {
            try staged.write(image, inputs: built.inputs.absolute, key)
        } catch { throw report.failure(error) }
        report.warn(of: image.packed.root)
        let isNew: Bool
        do throws(ImageStore.Failure) { isNew = try staged.publish(image.manifest) } catch {
            throw report.failure(error)
        }
        if !isNew, let key { try report.sign(image.manifest, in: images, key) }
        try report.show(image.manifest, isNew: isNew, in: images)
    }

    /// Reads, locks and gets what the image is made of, all but the layers themselves.
    private func inputs(_ host: HostProfile, _ report: Report) async throws -> ImageInputs {
        let platform: Platform = host.target.architecture == "aarch64" ? .arm64 : .amd64
        let opening = LayerOpening(limits: limits.limits, isOffline: offline, report: report)
        let stack = ProfileStack(profile: host, name: profile, opening: opening, platform: platform)
        let layers: [ImageInputs.Layer]
        do { layers = try await stack.layers() } catch let errors as LayerErrors {
            throw report.failure(errors)
        } catch let error as LayerError {
            throw report.failure(LayerErrors(error))
        } catch let failure as AtomicFile.Failure { throw report.failure(failure) }
        let digest = Digest(hash: SHA256.hash(data: JSONWriter.bytes(host.root, .compact)))
        var image = host.root["image"]
        image?["tests"] = nil
        let parts = JSON.mapping([
            ("metadata", JSON.mapping(["name": JSON.text(host.name)])), ("target", host.root["target"]),
            ("image", image),
        ])
        var inputs = ImageInputs(
            version: imageVersion, profile: parts, profileDigest: digest, layers: layers)
        inputs.bootOrder = try ImageFilesystem.bootOrder(image?["filesystem"], report)
        inputs.givenDate = Environment.sourceDate
        inputs.limits = limits.limits
        inputs.tools = BuildTools.versions(basalt: BasaltCommand.version)
        return inputs
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
}
