import SquashFS

/// The image is read with all its files' bytes: a typed error or a tree, in bounded time and memory.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSquashFS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let image = MemorySource([UInt8](UnsafeBufferPointer(start: start, count: count)))
    do throws(SquashFSError) {
        var reader = try SquashFSReader.open(image, memory: 64 << 20)
        let contents = try reader.contents()
        // A few bytes can describe many holes: what is read of one image is bounded here, as by a caller.
        var left: UInt64 = 16 << 20
        for (node, layout) in zip(contents.tree.nodes, contents.layouts) {
            guard let layout, case .file(let content) = node.kind, content.size <= left else { continue }
            left -= content.size
            try reader.forEachBlock(of: layout, size: content.size) { _ throws(SquashFSError) in }
        }
    } catch {
        guard !error.message.isEmpty else { fatalError("an error says nothing") }
    }
    return 0
}
