import ArgumentParser
import Documents
import Images

/// `basalt verify`.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check an image of the store against its manifest.",
        usage: "basalt verify <image> [--public-key <file>] [--published]\n    [--rebuild [--offline]] [<options>]",
        discussion: """
            Makes every digest, the hash tree and the kernel's command line again from the disk alone, and names the \
            first thing that differs. With --rebuild the image is then built again from the inputs that were recorded \
            beside it, without the cache, and the disks are compared. With --published it also compares what EC2 \
            holds with what was published: images, snapshots, tags, permissions, parameters; with --blocks it reads the \
            snapshots' blocks back.

            Exit codes: 0 it is what was built, and published; 1 it is not; 65 an input is gone; 69 packages cannot be \
            got; 77 credentials or a permission are missing.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @Option(help: ArgumentHelp("Check that this Ed25519 key (PEM) signed the manifest.", valueName: "file"))
    var publicKey: String?

    @Flag(help: "Build the image again from its recorded inputs, and compare the disks.")
    var rebuild = false

    @Flag(help: "Use no network for it: what is not in the package store is an error.")
    var offline = false

    @Flag(help: "Compare what was published with what EC2 says.")
    var published = false

    @Flag(help: "Read the published snapshots back, too, and compare their blocks.")
    var blocks = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if offline, !rebuild { throw ValidationError("--offline is about --rebuild.") }
        if blocks, !published { throw ValidationError("--blocks needs --published.") }
    }

    func run() async throws {
        let report = Report(options: output)
        let images = try store.open(report)
        let entry = try report.find(image, in: images)
        if let publicKey { try report.check(image, entry, signedBy: try KeyFile.publicKey(publicKey, report)) }
        let difference: ImageVerification.Difference?
        do throws(ImageError) {
            difference = try ImageVerification(entry, threads: processorCount()).firstDifference()
        } catch { throw report.failure(error) }
        if let difference {
            throw report.failure(
                .damagedImage, "\(image): \(difference.place): \(difference.reason)",
                remedy: "do not publish or boot this copy; build it again, or copy it from where it is whole",
                ExitStatus.failed)
        }
        report.note("\(image) is what was built: \(entry.manifest.diskDigest)")
        if rebuild { try await ImageRebuild(entry: entry, store: images, isOffline: offline, output: output).check() }
        if published { try await report.verifyPublished(entry, blocks: blocks) }
        if output.format == .json { try report.result(json: ImageReport.json([entry])) }
    }
}
