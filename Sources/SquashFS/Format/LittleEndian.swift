/// SquashFS stores all numbers with the lowest byte first.
extension [UInt8] {
    mutating func append<Number: FixedWidthInteger & UnsignedInteger>(littleEndian number: Number) {
        var rest = number
        for _ in 0..<MemoryLayout<Number>.size {
            append(UInt8(truncatingIfNeeded: rest))
            rest = MemoryLayout<Number>.size == 1 ? 0 : rest >> 8
        }
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
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func next<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number {
        let size = MemoryLayout<Number>.size
        var number: Number = 0
        for index in (0..<size).reversed() {
            number = (size == 1 ? 0 : number << 8) | Number(truncatingIfNeeded: bytes[position + index])
        }
        position += size
        return number
    }
}
