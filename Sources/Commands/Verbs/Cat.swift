import ArgumentParser
import Documents
import Images
import Layers
import RootTree
import SquashFS
import Values

/// `basalt cat`.
struct Cat: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print files of a SquashFS image.",
        usage: "basalt cat <image> <path> ... [<options>]",
        discussion: "The files' bytes, one file behind the other; symbolic links are followed inside the image.")

    @Argument(help: ArgumentHelp("A SquashFS file, of any maker.", valueName: "image"), completion: .file())
    var image: String

    @Argument(help: ArgumentHelp("Files in the image.", valueName: "path"))
    var paths: [String]

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        var reader = try report.open(image)
        var problems = Diagnostics()
        let files = paths.compactMap { path in
            do throws(ImageError) { return try file(path, in: reader) } catch {
                problems.error(error.code.diagnostic, error.message, origin: nil, remedy: error.remedy)
                return nil
            }
        }
        // Half of what was asked for is worse than nothing.
        guard !problems.hasErrors else {
            report.show(problems)
            throw report.status(of: problems)
        }
        for var file in files {
            while let block = try next(of: &file, in: &reader, report) {
                if let bytes = block.bytes { try report.result(bytes) } else { try printZeros(block.count, report) }
            }
        }
    }

    private func file(_ path: String, in reader: borrowing ImageReader) throws(ImageError) -> ImageReader.OpenFile {
        let place = try reader.tree.find(Array(path.utf8), followsLast: true)
        if let file = reader.file(place.node, place.path) { return file }
        let isDirectory = if case .directory = reader.tree[place.node].kind { true } else { false }
        throw ImageError(
            .notFile, "`\(printable(place.path))` in the image is \(isDirectory ? "a directory" : "no regular file")",
            remedy: isDirectory ? "list it: `basalt ls \(image) \(printable(place.path))`" : nil)
    }

    private func next(
        of file: inout ImageReader.OpenFile, in reader: inout ImageReader, _ report: Report
    ) throws -> FileBlock? {
        do throws(ImageError) { return try reader.next(&file) } catch { throw report.failure(error) }
    }

    private func printZeros(_ count: Int, _ report: Report) throws {
        try report.result([UInt8](repeating: 0, count: count))
    }
}
