import ArgumentParser
import Documents
import Images

/// `basalt sbom`.
struct Sbom: ParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case spdx, cyclonedx
    }

    static let configuration = CommandConfiguration(
        abstract: "Print an image's software bill of materials.",
        usage: "basalt sbom <image> [--as spdx|cyclonedx] [<options>]",
        discussion: """
            The document was written when the image was built, from the package database that the host itself does \
            not have. Scanners for vulnerabilities read it.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @Option(name: .customLong("as"), help: "SPDX 2.3 or CycloneDX 1.6, both JSON.")
    var form = Form.spdx

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
        let file = entry.file(form == .spdx ? ImageFiles.spdx : ImageFiles.cycloneDX)
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(file, limit: 256 << 20) } catch {
            throw report.failure(error.code, "cannot read `\(file)`: \(error.reason)", ExitStatus.failed)
        }
        try report.result(bytes)
    }
}
