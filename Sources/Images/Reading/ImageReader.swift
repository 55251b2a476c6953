package import RootTree
package import SquashFS

/// Reads an image back: what is in it, and the bytes of its files. One thread at a time.
///
/// A file that holds SquashFS from its first byte on can be read, whoever made it; and a disk whose partition `root` does.
package struct ImageReader: ~Copyable {
    /// The path that the image was opened by.
    package let path: String
    package let tree: RootTree
    private let layouts: [FileLayout?]
    private var reader: SquashFSReader<FileSource>

    private init(
        path: String, tree: RootTree, layouts: [FileLayout?], reader: consuming SquashFSReader<FileSource>
    ) {
        self.path = path
        self.tree = tree
        self.layouts = layouts
        self.reader = reader
    }

    /// Opens an image, and reads and checks all of it but the bytes of files.
    package static func open(_ path: String) throws(ImageError) -> ImageReader {
        let source = try ImageFile.openRoot(path)
        let head = try ofImage(path) { () throws(SquashFSError) in try source.head(ImageFile.headSize) }
        guard head.starts(with: Array("hsqs".utf8)) else { throw ImageFile.refusal(path, head: head) }
        do throws(SquashFSError) {
            var reader = try SquashFSReader.open(source)
            let contents = try reader.contents()
            return ImageReader(path: path, tree: contents.tree, layouts: contents.layouts, reader: reader)
        } catch { throw ImageError(error, of: path) }
    }

    /// The next block of a file; nil at its end.
    package mutating func next(_ file: inout OpenFile) throws(ImageError) -> FileBlock? {
        do throws(SquashFSError) { return try reader.next(&file.cursor) } catch {
            throw ImageError(SquashFSError(error.code, error.message, path: file.path), of: path)
        }
    }

    /// A regular file from its first byte on; nil where `node` is none.
    /// - Parameter path: what the file is called in errors.
    package func file(_ node: NodeIndex, _ path: [UInt8]) -> OpenFile? {
        guard case .file(let content) = tree[node].kind, let layout = layouts[Int(node.rawValue)] else { return nil }
        return OpenFile(path: path, cursor: BlockCursor(layout, size: content.size))
    }

    /// Bytes of a file that are stored, holes left out; 0 for what is no regular file.
    package func storedSize(_ node: NodeIndex) -> UInt64 {
        guard case .file(let content) = tree[node].kind, let layout = layouts[Int(node.rawValue)] else { return 0 }
        return content.size - layout.sparseBytes(size: content.size, blockSize: Int(reader.superblock.blockSize))
    }

    /// A file of an image that is being read.
    package struct OpenFile {
        fileprivate let path: [UInt8]
        fileprivate var cursor: BlockCursor
    }
}

extension FileSource {
    /// The first bytes, `count` at most.
    borrowing func head(_ count: Int) throws(SquashFSError) -> [UInt8] {
        let count = Int(min(UInt64(count), size))
        let buffer = RawBuffer(count: count)
        try read(into: buffer[0..<count], at: 0)
        return [UInt8](buffer.prefix(count))
    }
}
