import ArgumentParser
import AWS
import Documents
import Images
import Publishing

/// `basalt pull`.
struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Get an image from a store on S3.",
        usage: "basalt pull <image> --from s3://<bucket>/<prefix> [<options>]",
        discussion: """
            Each block is compared with its digest; the image appears in the store when it is whole.

            Exit codes: 0 it is here; 1 failed, or S3 holds other bytes; 8 the version is here with another disk; 64 there \
            is no such version; 77 credentials or a permission are missing; 130 interrupted.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"))
    var image: String

    @Option(help: ArgumentHelp("The store on S3.", valueName: "address"))
    var from: RemotePlace

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard image.split(separator: "@", omittingEmptySubsequences: false).count == 2 else {
            throw ValidationError("`\(image)` is no NAME@VERSION.")
        }
    }

    func run() async throws {
        let report = Report(options: output)
        let images = try store.open(report)
        let parts = image.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        let place = from
        let progress = PublishProgress(output)
        try await PublishingSession.with(report) { session in
            let client = session.client(try await session.region())
            let isNew = try await RemoteStore(client, place).pull(parts[0], parts[1], into: images) {
                progress.count("got", $0, of: $1)
            }
            report.note(isNew ? "\(image) is in \(images.path)" : "\(image) was in \(images.path) already")
            if output.format == .json { try report.result(json: report.place(image, place, isNew: isNew)) }
        }
    }
}
