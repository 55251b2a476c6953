/// The grid on which an image's parts stand.
package enum ImageGeometry {
    /// Bytes of a block of an EBS snapshot. Source: EBS direct APIs, StartSnapshot, `BlockSize`.
    package static let chunk: UInt64 = 512 << 10
    /// A segment's room is a multiple of it, so that one that grows a little does not move the next ones.
    package static let reservation: UInt64 = 4 << 20
    /// Bytes of a block of dm-verity's data device.
    package static let page = 4096

    package static func roundedUp(_ offset: UInt64, to unit: UInt64) -> UInt64 {
        (offset + unit - 1) / unit * unit
    }
}

/// A part of an image that starts on the grid.
package protocol RegionSource: Sendable {
    /// Bytes; what follows up to the next region is zeros.
    var length: UInt64 { get }
    /// Fills `output`, which holds zeros, with what stands at `offset` of the region; bytes behind its end stay zeros.
    func read(at offset: UInt64, into output: UnsafeMutableRawBufferPointer) throws(SquashFSError)
}

/// Bytes that are at hand.
struct MemoryRegion: RegionSource {
    let bytes: [UInt8]

    var length: UInt64 { UInt64(bytes.count) }

    func read(at offset: UInt64, into output: UnsafeMutableRawBufferPointer) throws(SquashFSError) {
        let rest = bytes.dropFirst(Int(clamping: offset)).prefix(output.count)
        UnsafeMutableRawBufferPointer(rebasing: output[..<rest.count]).copyBytes(from: rest)
    }
}
