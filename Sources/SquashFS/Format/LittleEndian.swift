/// SquashFS stores all numbers with the lowest byte first.
extension [UInt8] {
    mutating func append<Number: FixedWidthInteger & UnsignedInteger>(littleEndian number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}

/// A number at a byte offset of a buffer that is known to be long enough.
extension UnsafeRawBufferPointer {
    func littleEndian<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type = Number.self) -> Number {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

/// Takes a record apart from its start. Whoever makes one has checked that the record is complete.
struct RecordReader {
    private let bytes: ArraySlice<UInt8>
    private var position = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func next<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number {
        defer { position += MemoryLayout<Number>.size }
        return bytes.withUnsafeBytes { $0.littleEndian(at: position) }
    }
}
