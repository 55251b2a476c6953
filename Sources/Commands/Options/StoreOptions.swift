import ArgumentParser
import Documents
import Images

/// Where images are.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of images; BASALT_STORE by default.", valueName: "dir"), completion: .directory)
    var store: String?

    /// `--store`, else where images are kept.
    func open(_ report: Report) throws -> ImageStore {
        let path = store ?? Environment.folders.store
        guard let path else {
            throw report.failure(
                .wrongArgument, "there is no place for images: HOME is not set",
                remedy: "name a folder with --store or BASALT_STORE", ExitStatus.usage)
        }
        return ImageStore(path: path)
    }
}
