import ArgumentParser
import Documents
import Images

/// Where images are.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of images; BASALT_STORE by default.", valueName: "dir"))
    var store: String?

    /// `--store`, else `BASALT_STORE`, else `basalt/images` in the user's data.
    ///
    /// Source: XDG Base Directory Specification, `XDG_DATA_HOME`.
    func open(_ report: Report) throws -> ImageStore {
        let path =
            store ?? Environment.value("BASALT_STORE") ?? Environment.value("XDG_DATA_HOME").map {
                $0 + "/basalt/images"
            }
            ?? Environment.value("HOME").map { $0 + "/.local/share/basalt/images" }
        guard let path else {
            throw report.failure(
                .wrongArgument, "there is no place for images: HOME is not set",
                remedy: "name a folder with --store or BASALT_STORE", ExitStatus.usage)
        }
        return ImageStore(path: path)
    }
}
