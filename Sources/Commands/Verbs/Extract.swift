import ArgumentParser
import Documents
import Images
import Values

/// `basalt extract`.
struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the files of a SquashFS image into a new folder.",
        usage: "basalt extract <image> [<path>] -o <dir> [<options>]",
        discussion: """
            All of the image, what is in one directory, or one file. The folder has its name only when all of it is \
            there. Owners, device nodes and the extended attributes of security.* and trusted.* are root's to set; \
            for others they are left out, and set-user-ID bits with the owners.
            """)

    @Argument(help: ArgumentHelp("A SquashFS file, of any maker.", valueName: "image"), completion: .file())
    var image: String

    @Argument(help: ArgumentHelp("A directory or file in the image.", valueName: "path"))
    var path = "/"

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("A folder that does not exist, or is empty.", valueName: "dir"))
    var folder: String

    @Option(help: "Most bytes that the files may take, holes not counted.")
    var limit = SizeArgument(bytes: 64 << 30)

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let reader = try report.open(image)
        let result = try extract(reader, report)
        report.show(skipped: result.skipped)
        try report.show(result, in: folder)
    }

    private func extract(_ reader: consuming ImageReader, _ report: Report) throws -> ExtractionResult {
        var options = ExtractionOptions()
        options.limit = UInt64(limit.bytes)
        var progress: ProgressLine?
        Interruption.begin()
        defer {
            Interruption.end()
            progress?.finish()
        }
        do throws(ImageError) {
            return try Extraction.run(reader, path: Array(path.utf8), into: folder, options: options) { done in
                if progress == nil { progress = ProgressLine(output, "extracting", total: done.total) }
                progress?.update(read: done.written, taken: done.written)
                return !Interruption.isRequested
            }
        } catch { throw report.failure(error) }
    }
}
