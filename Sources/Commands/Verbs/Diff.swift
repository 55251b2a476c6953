import ArgumentParser
import Documents
import Images
import Inventory

/// `basalt diff`.
struct Diff: ParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, markdown
    }

    static let configuration = CommandConfiguration(
        abstract: "Say what differs between two images.",
        usage: "basalt diff <image> <image> [--as markdown] [--exit-code] [<options>]",
        discussion: """
            Packages, files, units, kernel and sizes. Every file of both images is read and compared.

            Exit codes: 0 done, 2 with --exit-code where something differs.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var from: String

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var to: String

    @Option(name: .customLong("as"), help: "text, or markdown for a release note.")
    var form = Form.text

    @Flag(name: .customLong("exit-code"), help: "End with 2 where something differs.")
    var usesExitCode = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let images = try store.open(report)
        let entries = try [from, to].map { try report.find($0, in: images) }
        let descriptions: [ImageDescription]
        do throws(ImageError) {
            descriptions = [try ImageDescription(entries[0]), try ImageDescription(entries[1])]
        } catch { throw report.failure(error) }
        let difference = ImageDifference(from: descriptions[0], to: descriptions[1])
        switch (output.format, form) {
        case (.json, _): try report.result(json: difference.json)
        case (.table, .text): try report.result(difference.table)
        case (.table, .markdown): try report.result(difference.markdown)
        }
        if usesExitCode, !difference.isEmpty { throw ExitStatus.difference }
    }
}
