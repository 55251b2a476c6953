import ArgumentParser
import AWS
import Documents
import Images
import Publishing

/// `basalt promote`.
struct Promote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Point a channel at a published image.",
        usage: "basalt promote <image> --channel <name> [<options>]",
        discussion: """
            Only an image that passed its test and is in all its regions as it was published gets a channel. Promoting \
            the version before is the way back.

            Exit codes: 0 done; 1 the image is not as it was published; 8 it was not tested; 64 what is asked for cannot \
            be; 77 credentials or a permission are missing.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @Option(help: ArgumentHelp("The channel.", valueName: "name"))
    var channel: String

    @Option(help: ArgumentHelp("A region to leave out; needs --reason.", valueName: "region"))
    var without: [String] = []

    @Option(help: "Why; kept in the channel's history.")
    var reason: String?

    @Flag(help: "Promote an image that was not tested.")
    var allowUntested = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
        if !allowUntested { try report.checkTested(entry) }
        let manifest = try report.published(entry)
        let (channel, skipped, reason) = (channel, Set(without), reason)
        try await PublishingSession.with(report) { session in
            try await Promotion(session, manifest)
                .promote(to: channel, skipping: skipped, reason: reason, tags: Publication(entry.manifest).requiredTags)
        }
        report.note("\(channel) is \(manifest.reference)")
        if output.format == .json { try report.result(json: manifest.node) }
    }
}
