import ArgumentParser
import Images
import RootTree

/// `basalt ls`.
struct Ls: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the files of a SquashFS image.",
        usage: "basalt ls <image> [<path>] [-R] [<options>]",
        discussion: """
            What is in a directory, or one file: mode, user and group, size or device number, time in UTC, path. A \
            symbolic link is shown itself; with a slash behind it, the directory that it leads to.
            """)

    @Argument(help: ArgumentHelp("A SquashFS file, of any maker.", valueName: "image"), completion: .file())
    var image: String

    @Argument(help: ArgumentHelp("A directory or file in the image.", valueName: "path"))
    var path = "/"

    @Flag(name: [.customShort("R"), .long], help: "The directory itself, and all below it.")
    var recursive = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let reader = try report.open(image)
        let places: [RootTree.Place]
        do throws(ImageError) { places = try self.places(in: reader.tree) } catch { throw report.failure(error) }
        let listing = ImageListing(reader.tree, places)
        switch output.format {
        case .table: try listing.forEachLines { try report.result($0) }
        case .json: try report.result(json: listing.json)
        }
    }

    private func places(in tree: RootTree) throws(ImageError) -> [RootTree.Place] {
        let place = try tree.find(Array(path.utf8), followsLast: false)
        if recursive { return Array(TreeWalk(tree, from: place)) }
        return tree.entries(of: place) ?? [place]
    }
}
