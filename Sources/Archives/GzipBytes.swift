/// The bytes behind a gzip stream of one or more members.
///
/// A stream that ends inside a member is `truncated`; bytes after a member that start no other one are `trailingData`.
package final class GzipBytes: ByteSource {
    private let source: any ByteSource
    private var inflater = GzipInflater()
    private var input = UnsafeRawBufferPointer(start: nil, count: 0)
    private let output: UnsafeMutableRawBufferPointer

    /// With the input's buffer this stays inside a second-level cache, which is worth a tenth of the speed.
    private static let outputSize = 256 << 10

    package init(_ source: any ByteSource) {
        self.source = source
        output = .allocate(byteCount: Self.outputSize, alignment: 4096)
    }

    deinit { output.deallocate() }

    package func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        var produced = 0
        var wasFull = false
        while produced < output.count {
            if input.isEmpty, !wasFull {
                if produced > 0 { break }
                input = try source.next()
                if input.isEmpty {
                    guard inflater.isComplete else { throw ArchiveError(.truncated, "the gzip data ends too early") }
                    break
                }
            }
            let step = try inflate(UnsafeMutableRawBufferPointer(rebasing: output[produced...]))
            produced += step
            wasFull = step > 0
        }
        return UnsafeRawBufferPointer(rebasing: output[..<produced])
    }

    /// One step; answers the bytes produced.
    private func inflate(_ room: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        let startsNextMember = inflater.isComplete
        if startsNextMember, let first = input.first, first != Self.firstMagicByte { throw Self.trailing }
        do throws(ArchiveError) {
            let step = try inflater.inflate(input, into: room)
            guard step.consumed > 0 || step.produced > 0 || input.isEmpty else {
                throw ArchiveError(.damaged, "the gzip data is damaged")
            }
            input = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
            return step.produced
        } catch {
            guard startsNextMember else { throw error }
            throw Self.trailing
        }
    }

    private static let firstMagicByte: UInt8 = 0x1F
    private static let trailing = ArchiveError(.trailingData, "bytes that are no gzip data follow the gzip data")
}
