import ArgumentParser
import Documents
import Images
import Values

/// `basalt images`.
struct ImagesVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "List the images of the store.",
        usage: "basalt images [<name>] [<options>]")

    @Argument(help: ArgumentHelp("Only images of this name.", valueName: "name"), completion: .imageNames)
    var name: String?

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let images = try store.open(report)
        let entries: [ImageStore.Entry]
        do throws(ImageStore.Failure) { entries = try images.entries() } catch { throw report.failure(error) }
        let shown = entries.filter { name == nil || $0.manifest.name == name }
        if shown.isEmpty {
            report.note(
                name.map { "there is no image `\($0)` in \(images.path)" }
                    ?? "there are no images in \(images.path); `basalt build` makes one")
        }
        switch output.format {
        case .table: try report.result(table(shown.map(\.manifest)))
        case .json: try report.result(json: ImageReport.json(shown))
        }
    }

    private func table(_ images: [ImageManifest]) -> String {
        guard !images.isEmpty else { return "" }
        let rows = images.map {
            [
                $0.reference, $0.architecture, $0.kernelRelease, "\($0.diskSize >> 20) MiB",
                String($0.diskDigest.hexadecimal.prefix(12)),
            ]
        }
        return TextTable.text([["IMAGE", "ARCHITECTURE", "KERNEL", "DISK", "DIGEST"]] + rows)
    }
}
