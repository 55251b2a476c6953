import RootTree
import SquashFS

/// The image is read with all its files' bytes: a typed error or a tree, in bounded time and memory.
private func fuzzSquashFS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let image = MemorySource([UInt8](UnsafeBufferPointer(start: start, count: count)))
    do throws(SquashFSError) {
        var reader = try SquashFSReader.open(image, memory: 64 << 20)
        let contents = try reader.contents()
        // A few bytes can describe many holes: what is read of one image is bounded here, as by a caller.
        var left: UInt64 = 16 << 20
        for (node, layout) in zip(contents.tree.nodes, contents.layouts) {
            guard let layout, case .file(let content) = node.kind, content.size <= left else {
                continue
            }
            left -= content.size
            try reader.forEachBlock(of: layout, size: content.size) { _ throws(SquashFSError) in }
        }
    } catch {
        guard !error.message.isEmpty else { fatalError("an error says nothing") }
    }
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where the package manager lets a program begin; libFuzzer's own beginning has another name.
@_cdecl("FuzzSquashFS_main")
public func begin(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments) { fuzzSquashFS($0, $1) }
}
