import ArgumentParser
import AWS
import Documents
import Images
import Publishing

/// `basalt push`.
struct Push: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put an image into a store on S3.",
        usage: "basalt push <image> --to s3://<bucket>/<prefix> [<options>]",
        discussion: """
            Sends the blocks of the disk that no version of the same name has there, then its files; the version appears \
            when it is whole, and never changes. Pushed again, it only adds the verdict of its test and where it was \
            published.

            Exit codes: 0 it is there; 1 failed; 8 the version is there with another disk; 77 credentials or a permission are missing; \
            130 interrupted.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @Option(help: ArgumentHelp("The store on S3.", valueName: "address"))
    var to: RemotePlace

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
        let place = to
        let progress = PublishProgress(output)
        try await PublishingSession.with(report) { session in
            let client = session.client(try await session.region())
            try await RemoteStore(client, place).push(entry) { progress.count("sent", $0, of: $1) }
        }
        report.note("\(entry.manifest.reference) is in \(place)")
        if output.format == .json { try report.result(json: report.place(entry.manifest.reference, place, isNew: nil)) }
    }
}

extension RemotePlace: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Report {
    func place(_ reference: String, _ place: RemotePlace, isNew: Bool?) -> Node {
        JSON.mapping([
            ("image", JSON.text(reference)), ("new", isNew.map(JSON.flag)), ("place", JSON.text(place.description)),
            ("version", JSON.number(1)),
        ])
    }
}
