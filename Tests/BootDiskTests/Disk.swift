import BootDisk
import Foundation

/// A disk in memory of which only some bytes are not zero.
struct Disk {
    let size: UInt64
    private var pieces: [(offset: UInt64, bytes: [UInt8])] = []

    init(size: UInt64) { self.size = size }

    mutating func write(_ bytes: [UInt8], at offset: UInt64) { pieces.append((offset, bytes)) }

    func read(_ range: Range<UInt64>) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(range.upperBound - range.lowerBound))
        for piece in pieces {
            let common = range.clamped(to: piece.offset..<(piece.offset + UInt64(piece.bytes.count)))
            guard !common.isEmpty else { continue }
            let target = Int(common.lowerBound - range.lowerBound)
            let source = Int(common.lowerBound - piece.offset)
            bytes.replaceSubrange(target..<(target + common.count), with: piece.bytes[source..<(source + common.count)])
        }
        return bytes
    }

    /// Writes it into a file with holes.
    func write(to file: URL) throws {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: size)
        for piece in pieces {
            try handle.seek(toOffset: piece.offset)
            try handle.write(contentsOf: Data(piece.bytes))
        }
        try handle.close()
    }
}

/// The error of a body that must fail; nil where it does not.
func refusal(_ body: () throws(BootDiskError) -> Void) -> BootDiskError? {
    do throws(BootDiskError) {
        try body()
        return nil
    } catch { return error }
}
