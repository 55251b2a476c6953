import ArgumentParser
import AWS
import Documents
import Publishing
import Values

/// `basalt channels`.
struct Channels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the channels of an image, with their history.",
        usage: "basalt channels <name> [<options>]",
        discussion: """
            What a channel points at comes first, then what it pointed at before, with who moved it, when and why.

            Exit codes: 0 listed; 1 failed; 77 credentials or a permission are missing.
            """)

    @Argument(help: ArgumentHelp("An image's name.", valueName: "name"), completion: .imageNames)
    var name: String

    @Option(help: ArgumentHelp("The architecture.", valueName: "arch"))
    var architecture = "x86_64"

    @Option(help: "The region that is asked; AWS_REGION by default.")
    var region: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let report = Report(options: output)
        let (name, architecture, region) = (name, architecture, region)
        try await PublishingSession.with(report) { session in
            let place = if let region { region } else { try await session.region() }
            let channels = try await ChannelList(session).channels(of: name, architecture, in: place)
            switch report.options.format {
            case .json:
                let nodes = channels.map {
                    JSON.mapping(["name": JSON.text($0.name), "history": JSON.list($0.entries.map(\.node))])
                }
                try report.result(json: JSON.mapping(["channels": JSON.list(nodes), "version": JSON.number(1)]))
            case .table:
                for channel in channels {
                    for (index, entry) in channel.entries.enumerated() {
                        let mark = index == 0 ? channel.name : String(repeating: " ", count: channel.name.count)
                        let reason = entry.reason.map { "  \($0)" } ?? ""
                        try report.result(
                            "\(mark)  \(entry.version)  \(entry.image)  \(entry.date.minutes)  \(entry.by)\(reason)\n")
                    }
                }
            }
        }
    }
}
