import ArgumentParser
import Documents
import Images

/// `basalt verify`.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check an image of the store against its manifest.",
        usage: "basalt verify <image> [<options>]",
        discussion: """
            Makes every digest, the hash tree and the kernel's command line again from the disk alone, and names the \
            first thing that differs. With --published it also compares what EC2 holds with what was published: images, \
            snapshots, tags, permissions, parameters; with --blocks it reads the snapshots' blocks back.

            Exit codes: 0 it is what was built; 1 it is not.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"))
    var image: String

    @Flag(help: "Compare what was published with what EC2 says.")
    var published = false

    @Flag(help: "Read the published snapshots back, too, and compare their blocks.")
    var blocks = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if blocks, !published { throw ValidationError("--blocks needs --published.") }
    }

    func run() async throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
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
        if published { try await report.verifyPublished(entry, blocks: blocks) }
        switch output.format {
        case .table: report.note("\(image) is what was built: \(entry.manifest.diskDigest)")
        case .json: try report.result(json: ImageReport.json([entry]))
        }
    }
}
