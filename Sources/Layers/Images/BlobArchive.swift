import Archives

/// The files of a plain tar archive, each readable on its own without unpacking: what `docker save` writes.
package struct BlobArchive: BlobSource {
    package let name: String
    private let path: String
    private let ranges: [[UInt8]: Range<UInt64>]
    /// Old versions of docker store a layer that two images share once, with links to it.
    private let links: [[UInt8]: [UInt8]]

    /// Reads the archive's headers, and skips its data.
    package init(path: String, limits: LayerLimits = LayerLimits()) throws(LayerError) {
        self.path = path
        name = path
        do throws(ArchiveError) {
            let peeked = PeekedBytes(try FileBytes(path: Array(path.utf8)))
            guard Compression.detect(try peeked.peek()) == .none else {
                throw ArchiveError(.unsupported, "it is compressed as a whole, so its parts cannot be found")
            }
            let contents = try Contents(peeked, limits)
            (ranges, links) = (contents.ranges, contents.links)
        } catch {
            guard error.code == .unsupported else { throw LayerError(error, path) }
            throw LayerError(.unsupported, path, error.reason, remedy: "decompress it first: `gzip -d`, `zstd -d`")
        }
    }

    package func blob(_ path: String) throws(LayerError) -> (any Blob)? {
        var wanted = Array(path.utf8)
        for _ in 0..<8 {
            if let range = ranges[wanted] { return FileBlob(path: self.path, range: range, name: "\(name): \(path)") }
            guard let next = links[wanted] else { return nil }
            wanted = next
        }
        return nil
    }

    private struct Contents {
        var ranges: [[UInt8]: Range<UInt64>] = [:]
        var links: [[UInt8]: [UInt8]] = [:]

        init(_ source: any ByteSource, _ limits: LayerLimits) throws(ArchiveError) {
            var reader = try TarReader.open(source)
            var last: (path: [UInt8], size: UInt64)?
            while let entry = try reader.next() {
                finish(last, at: reader.headerPosition)
                last = nil
                guard ranges.count + links.count < limits.entries else {
                    throw ArchiveError(.tooLarge, "it holds more than \(limits.entries) files")
                }
                let path = Self.resolve(entry.path, from: [])
                switch entry.kind {
                case .file(let size, false): last = (path, size)
                case .symbolicLink(let target):
                    links[path] = Self.resolve(target, from: EntryPath.names(path).dropLast())
                case .hardLink(let target): links[path] = Self.resolve(target, from: [])
                default: break
                }
            }
            finish(last, at: reader.headerPosition)
        }

        /// The data of an entry ends, padded to whole blocks, where the next header starts.
        private mutating func finish(_ file: (path: [UInt8], size: UInt64)?, at next: UInt64) {
            guard let (path, size) = file, size <= next else { return }
            let padded = size + (512 - size % 512) % 512
            guard padded <= next else { return }
            ranges[path] = next - padded..<next - padded + size
        }

        /// A path as it is looked up; `..` goes up in `folder`, and not out of the archive.
        private static func resolve(_ path: [UInt8], from folder: [ArraySlice<UInt8>]) -> [UInt8] {
            var names = path.first == EntryPath.slash ? [] : folder
            for name in EntryPath.names(path) where name != EntryPath.dot {
                if name == EntryPath.dotDot { _ = names.popLast() } else { names.append(name) }
            }
            return Array(names.joined(separator: [EntryPath.slash]))
        }
    }
}
