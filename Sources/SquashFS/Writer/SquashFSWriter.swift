package import RootTree

/// Fills a buffer with a file's bytes from an offset on.
package typealias ContentReader = (FileContent, UInt64, UnsafeMutableRawBufferPointer) throws(SquashFSError) -> Void

/// Writes an image step by step, in one thread: the plain way to do it, by which faster ones are judged.
package enum SquashFSWriter {
    /// Data stands in the order of the inodes' numbers.
    /// - Parameter content: is asked for whole blocks, in order, and more than once where sizes are equal.
    @discardableResult
    package static func write<Output: ImageOutput & ~Copyable>(
        _ tree: RootTree, options: ImageOptions, to output: inout Output, content: @escaping ContentReader
    ) throws(SquashFSError) -> ImageMetadata {
        try options.check()
        let files = try files(of: tree)
        var originals: [Int: Int] = [:]
        if options.deduplicates {
            originals = try DuplicateFiles(chunk: options.blockSize, content: content).find(files.map(\.content))
        }
        var data = try DataWriter.open(options)
        var layouts = [FileLayout?](repeating: nil, count: tree.nodes.count)
        for (place, file) in files.enumerated() {
            if let original = originals[place] {
                layouts[Int(file.node.rawValue)] = layouts[Int(files[original].node.rawValue)]
            } else {
                do throws(SquashFSError) {
                    layouts[Int(file.node.rawValue)] = try data.append(file.content, to: &output, content)
                } catch {
                    throw SquashFSError(error.code, error.message, path: error.path ?? tree.path(of: file.node))
                }
            }
        }
        try data.finish(&output)
        let metadata = try ImageMetadata.encode(
            tree, layouts: layouts, fragments: data.fragments, at: data.end, options: options)
        try output.write(metadata.tables, at: data.end)
        try output.write(metadata.head, at: 0)
        return metadata
    }

    private static func files(
        of tree: RootTree
    ) throws(SquashFSError) -> [(node: NodeIndex, content: FileContent)] {
        var files: [(node: NodeIndex, content: FileContent)] = []
        for node in try InodeOrder(tree).nodes {
            guard case .file(let content) = tree[node].kind else { continue }
            guard content.size <= Int64.max else {
                throw SquashFSError(
                    .invalidTree, "the file has \(content.size) bytes; Linux takes \(Int64.max)",
                    path: tree.path(of: node))
            }
            files.append((node, content))
        }
        return files
    }
}
