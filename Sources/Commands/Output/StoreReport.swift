import Documents
import Images
import Values

/// What is said about images of a store.
extension Report {
    func show(_ manifest: ImageManifest, isNew: Bool, in store: ImageStore) throws {
        let folder = "\(store.path)/\(manifest.name)/\(manifest.version)"
        switch options.format {
        case .table:
            note(
                isNew
                    ? "\(manifest.reference): \(manifest.diskSize >> 20) MiB, kernel \(manifest.kernelRelease), in \(folder)"
                    : "\(manifest.reference) is there already, the same to the last byte, in \(folder)")
            try result(manifest.diskDigest.description + "\n")
        case .json:
            try result(
                json: ImageReport.mapping([
                    ("image", ImageReport.text(manifest.reference)), ("folder", ImageReport.text(folder)),
                    ("diskDigest", ImageReport.text(manifest.diskDigest.description)),
                    ("new", ImageReport.boolean(isNew)), ("version", ImageReport.number(1)),
                ]))
        }
    }

    /// The image of the store that is meant.
    func find(_ reference: String, in store: ImageStore) throws -> ImageStore.Entry {
        do throws(ImageStore.Failure) { return try store.find(reference) } catch { throw failure(error) }
    }

    func failure(_ error: ImageStore.Failure) -> any Error {
        switch error {
        case .versionExists(let reference, let digest):
            failure(
                .versionExists, "\(reference) is there already, with other bytes (\(digest))",
                remedy: "a version never changes: build this one under a new version", ExitStatus.refused)
        case .cannotWrite(let path, let reason, let isDenied):
            failure(AtomicFile.Failure(path: path, reason: reason, isDenied: isDenied))
        case .missing(let reference, let known):
            failure(
                .unknownImage, "there is no image `\(printable(reference))` in the store",
                remedy: known.isEmpty
                    ? "`basalt images` lists what is there; name one as NAME@VERSION"
                    : "there are: \(known.joined(separator: ", "))", ExitStatus.invalidInput)
        case .damaged(let path, let reason):
            failure(
                .damagedImage, "`\(path)`: \(reason)", remedy: "remove this version, and build it again",
                ExitStatus.failed)
        }
    }
}

/// Images as JSON.
enum ImageReport {
    private static let origin = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))

    static func text(_ text: String) -> Node { .string(text, origin: origin) }
    static func number(_ number: Int) -> Node { .integer(number, origin: origin) }
    static func boolean(_ flag: Bool) -> Node {
        Node(.scalar(Scalar(.boolean(flag), text: "\(flag)", isPlain: true)), origin: origin)
    }
    static func mapping(_ entries: [(String, Node)]) -> Node { .mapping(entries, origin: origin) }

    static func json(_ entries: [ImageStore.Entry]) -> Node {
        mapping([
            (
                "images",
                .sequence(
                    entries.map { mapping([("folder", text($0.path)), ("manifest", $0.manifest.node)]) },
                    origin: origin)
            ), ("version", number(1)),
        ])
    }
}
