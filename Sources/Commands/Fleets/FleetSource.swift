import Documents
import Fleet
import Glibc

/// A fleet file's text: read from the disk, or kept with the run that it started.
struct FleetSource: Sendable {
    /// The name for messages.
    let name: String
    /// Where its relative paths start.
    let folder: String
    let text: String

    /// The name of the text in a run.
    static let kept = "fleet.json"

    /// What a fleet file was read from.
    init(file fleet: FleetFile) {
        let file = fleet.root.origin.file
        name = file.name
        folder = Self.absolute(file.directory ?? "")
        text = file.text
    }

    var json: String {
        JSONWriter.text(
            JSON.mapping([
                ("version", JSON.number(1)), ("name", JSON.text(name)), ("folder", JSON.text(folder)),
                ("text", JSON.text(text)),
            ]), .pretty) + "\n"
    }

    /// nil for what is no such text.
    init?(json: String) {
        guard let node = Record.read(Array(json.utf8), name: Self.kept), node["version"]?.integer == 1,
            let name = node["name"]?.string, let folder = node["folder"]?.string, let text = node["text"]?.string
        else { return nil }
        (self.name, self.folder, self.text) = (name, folder, text)
    }

    func load(into diagnostics: inout Diagnostics) -> FleetFile? {
        FleetLoader.load(SourceFile(name: name, directory: folder, text: text), into: &diagnostics)
    }

    private static func absolute(_ folder: String) -> String {
        guard !folder.hasPrefix("/"), let current = getcwd(nil, 0) else { return folder }
        defer { free(current) }
        let base = String(cString: current)
        return folder.isEmpty ? base : join(base, folder)
    }
}

extension Report {
    /// A fleet file that is valid; its problems are shown.
    /// - Throws: an exit code where it is not.
    func fleet(_ argument: String) throws -> FleetFile {
        var diagnostics = Diagnostics()
        let input = InputFile(argument, NarratedFiles(options), into: &diagnostics)
        if let input, input.kind != .fleet {
            throw failure(
                .unknownKind, "`\(printable(argument))` is \(input.kind.phrase), not a fleet file",
                ExitStatus.invalidInput)
        }
        let file = input.flatMap { FleetLoader.load($0.document, into: &diagnostics) }
        file?.checkZones(into: &diagnostics)
        show(diagnostics)
        guard let file, !diagnostics.hasErrors else { throw status(of: diagnostics) }
        return file
    }
}
