import Archives
import Layers

/// The bytes of one run, as a layer's stored bytes.
private struct FuzzedBlob: Blob {
    let bytes: [UInt8]
    var name: String { "fuzzed" }
    var size: UInt64? { UInt64(bytes.count) }

    func open() -> any ByteSource { MemoryBytes(bytes) }
}

/// The layer is read, its files' bytes too, and merged: a typed error or a tree, in bounded time and memory.
///
/// The first byte says what the others are: a Debian package where it is odd, else a tar archive, whose compression is
/// found by its own first bytes.
private func fuzzLayers(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let blob = FuzzedBlob(bytes: Array(input.dropFirst()))
    var limits = LayerLimits()
    limits.uncompressedBytes = 16 << 20
    limits.entries = 10_000
    if kind & 2 != 0 { limits.allowed = Set(Oddity.allCases) }
    let layer: any Layer = kind & 1 != 0 ? DebLayer(blob) : TarLayer(blob)
    do throws(LayerErrors) {
        let reader = try StackReader(LayerStack([layer], limits: limits))
        while try reader.nextFile() != nil {
            while try reader.nextBlock() != nil {}
        }
        _ = try reader.finish()
    } catch {
        guard error.all.allSatisfy({ !$0.reason.isEmpty && !$0.remedy.isEmpty }) else { fatalError("\(error)") }
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
@_cdecl("FuzzLayers_main")
public func begin(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments) { fuzzLayers($0, $1) }
}
