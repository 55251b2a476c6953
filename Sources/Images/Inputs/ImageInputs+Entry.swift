import Documents
import Layers
import Values

extension ImageInputs {
    /// The inputs that lie beside an image of the store.
    package init(_ entry: ImageStore.Entry) throws(ImageError) {
        let path = entry.file(ImageFiles.inputs)
        let reference = entry.manifest.reference
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(path, limit: 64 << 20) } catch {
            guard error.kind == .missing else {
                throw ImageError(.unreadable, "cannot read `\(path)`: \(error.reason)")
            }
            throw ImageError(
                .missing, "\(reference) has no \(ImageFiles.inputs), which says what it was built of",
                remedy: "build its profile again under another version, and compare the disks' digests")
        }
        var diagnostics = Diagnostics()
        let source = SourceFile.decode(bytes, name: path, directory: nil, into: &diagnostics)
        guard let source, let node = JSONReader.read(source, into: &diagnostics), let inputs = ImageInputs(node) else {
            throw ImageError(
                .invalid, "`\(path)` holds no inputs that this version of basalt can read",
                remedy: "use the version of basalt that wrote it")
        }
        guard inputs.match(entry.manifest) else {
            throw ImageError(
                .invalid, "`\(path)` does not tell what \(reference) was built of",
                remedy: "copy the image again from where it was built")
        }
        self = inputs
    }
}

extension ImageInputs.Source {
    /// As a message calls it.
    package var name: String {
        switch self {
        case .local(.ociLayout(let path, _, _)), .local(.dockerArchive(let path, _, _)), .local(.tar(let path, _)),
            .local(.deb(let path)), .local(.directory(let path)):
            "`\(path)`"
        case .download(let place, _), .dockerArchive(let place, _, _): "`\(place)`"
        case .packages(let locked): locked.request.name
        }
    }

    /// The file or folder of this machine that it is in; nil for what comes from elsewhere.
    package var path: String? {
        switch self {
        case .local(.ociLayout(let path, _, _)), .local(.dockerArchive(let path, _, _)), .local(.tar(let path, _)),
            .local(.deb(let path)), .local(.directory(let path)):
            path
        case .dockerArchive(let place, _, _): place.hasPrefix("https://") ? nil : place
        case .download, .packages: nil
        }
    }
}
