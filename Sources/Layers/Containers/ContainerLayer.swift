import Archives
package import Values

/// A layer that is one file: a container image for the host's engine, in the folder that `load-images` reads.
package struct ContainerLayer: Layer {
    /// Where the host looks for images to load.
    package static let folder = "usr/share/basalt/containers"

    let archive: ContainerArchive
    let modified: Timestamp

    /// - Parameter modified: the file's time.
    package init(_ archive: ContainerArchive, modified: Timestamp) {
        self.archive = archive
        self.modified = modified
    }

    package var name: String { "the container image \(archive.name)" }
    package var sourcePath: String? { nil }
    package var identity: String? { "\(archive.identity) \(modified)" }
    package var storedSize: UInt64? { archive.size }

    /// `registry.example+shop+app@1.0.tar`: no name of an image holds `+` or `@`, so two images have two files.
    package var path: String {
        let name = archive.name.map { character in
            switch character {
            case "/": "+"
            case ":": "@"
            default: String(character)
            }
        }
        return "\(Self.folder)/\(name.joined()).tar"
    }

    package func open(_ limits: LayerLimits, takesDigest: Bool) throws(LayerError) -> any EntryStream {
        ContainerEntryStream(self, takesDigest: takesDigest)
    }
}

/// Puts the archive together while its bytes are asked for, and checks each layer in the same pass.
final class ContainerEntryStream: EntryStream {
    private let layer: ContainerLayer
    private var pending: [ContainerArchive.Part]
    private var current: (bytes: DigestingBytes, layer: (TarLayer, Digest)?)?
    private var isOpen = false
    private let takesDigest: Bool
    private var digest = ByteDigest()
    private(set) var uncompressedBytes: UInt64 = 0
    var storedBytes: UInt64 { uncompressedBytes }
    var storedDigest: Digest? { takesDigest ? Digest(bytes: digest.bytes) : nil }

    init(_ layer: ContainerLayer, takesDigest: Bool) {
        self.layer = layer
        self.takesDigest = takesDigest
        pending = layer.archive.parts.reversed()
    }

    func next() throws(LayerError) -> StoredEntry? {
        guard isOpen else {
            isOpen = true
            return StoredEntry(
                path: Array(layer.path.utf8), kind: .file(size: layer.archive.size, isSparse: false), mode: 0o644,
                user: 0, group: 0, modified: layer.modified.seconds)
        }
        // Nobody may have wanted the bytes; their digests are checked all the same.
        while try nextBlock() != nil {}
        return nil
    }

    func nextBlock() throws(LayerError) -> ArchiveBlock? {
        while true {
            if let (source, part) = current {
                let bytes: UnsafeRawBufferPointer
                do throws(ArchiveError) { bytes = try source.next() } catch {
                    throw LayerError(error, part?.0.name ?? layer.name)
                }
                if !bytes.isEmpty {
                    if takesDigest { digest.add(bytes) }
                    defer { uncompressedBytes += UInt64(bytes.count) }
                    return ArchiveBlock(bytes: bytes, offset: uncompressedBytes)
                }
                if let (layer, expected) = part { try layer.check(source, expected) }
                current = nil
            }
            guard let part = pending.popLast() else { return nil }
            try open(part)
        }
    }

    private func open(_ part: ContainerArchive.Part) throws(LayerError) {
        switch part {
        case .bytes(let bytes): current = (DigestingBytes(MemoryBytes(bytes), takesDigest: false), nil)
        case .layer(let layer, let digest):
            do throws(ArchiveError) {
                current = (DigestingBytes(try layer.blob.open()), (layer, digest))
            } catch { throw LayerError(error, layer.name) }
        }
    }
}
