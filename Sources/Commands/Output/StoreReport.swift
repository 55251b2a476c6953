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
                json: JSON.mapping([
                    ("image", JSON.text(manifest.reference)), ("folder", JSON.text(folder)),
                    ("diskDigest", JSON.text(manifest.diskDigest.description)),
                    ("new", JSON.flag(isNew)), ("version", JSON.number(1)),
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
    static func json(_ entries: [ImageStore.Entry]) -> Node {
        let images = entries.map { JSON.mapping(["folder": JSON.text($0.path), "manifest": $0.manifest.node]) }
        return JSON.mapping(["images": JSON.list(images), "version": JSON.number(1)])
    }
}
