import ArgumentParser
import Documents
import Images
import Publishing

/// `basalt export`.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print where an image is published, in the form of other tools.",
        usage: "basalt export <image> --as stream|amis|terraform [<options>]",
        discussion: """
            stream: CoreOS's stream metadata, with --channel as its name. amis: Bottlerocket's amis.json. terraform: \
            variables for terraform.tfvars.json.

            Exit codes: 0 printed; 1 a region does not have it; 64 it was not published from this store.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @Option(name: .customLong("as"), help: "The form.")
    var form: AMIExport

    @Option(help: ArgumentHelp("The stream's name.", valueName: "name"))
    var channel = "stable"

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
        let manifest = try report.published(entry)
        let node: Node
        do throws(PublishError) {
            node = try form.node(manifest, channel: channel, modified: entry.manifest.sourceDate)
        } catch { throw report.failure(error) }
        try report.result(json: node)
    }
}

extension AMIExport: ExpressibleByArgument {}
