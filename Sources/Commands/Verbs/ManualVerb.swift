import ArgumentParser
import Documents

/// `basalt manual`, for `make install`.
struct ManualVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Write the manual pages into a folder.", shouldDisplay: false)

    @Argument(help: ArgumentHelp("The folder, such as share/man/man1.", valueName: "dir"), completion: .directory)
    var folder: String

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        for page in ManualPage.all {
            let path = join(folder, page.name + ".1")
            do throws(AtomicFile.Failure) {
                try AtomicFile.makeFolder(folder)
                try AtomicFile.write(Array(page.text.utf8), to: path)
            } catch {
                throw report.failure(error)
            }
            report.note("wrote \(path)")
        }
    }
}
