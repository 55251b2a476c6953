/// All formats of a boot disk but the kernel module index store numbers with the lowest byte first.
extension [UInt8] {
    mutating func append<Number: FixedWidthInteger & UnsignedInteger>(littleEndian number: Number) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    /// Overwrites the bytes at an offset, which are there.
    mutating func set<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number, at offset: Int) {
        Swift.withUnsafeBytes(of: number.littleEndian) {
            replaceSubrange(offset..<(offset + $0.count), with: $0)
        }
    }

    /// Adds zeros until `count` is a multiple of `unit`.
    mutating func pad(to unit: Int) {
        append(contentsOf: repeatElement(0, count: (unit - count % unit) % unit))
    }
}

/// Reading bytes of unknown origin: what is not there is nil, never a trap.
extension [UInt8] {
    func number<Number: FixedWidthInteger & UnsignedInteger>(
        at offset: Int, as type: Number.Type = Number.self
    ) -> Number? {
        guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return nil }
        return withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self)) }
    }

    /// `length` bytes from `offset`, where all of them are there.
    func range(_ offset: some BinaryInteger, _ length: some BinaryInteger) -> Range<Int>? {
        guard let start = Int(exactly: offset), let length = Int(exactly: length), start >= 0, length >= 0,
            start <= count, length <= count - start
        else { return nil }
        return start..<(start + length)
    }

    /// The bytes from `offset` to the next zero, which stands before `limit`.
    func string(at offset: some BinaryInteger, before limit: Int) -> ArraySlice<UInt8>? {
        guard let start = Int(exactly: offset), start >= 0, limit <= count, start < limit else { return nil }
        guard let end = self[start..<limit].firstIndex(of: 0) else { return nil }
        return self[start..<end]
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// The next multiple of `unit`; nil where it does not fit.
    func roundedUp(to unit: Self) -> Self? {
        let rest = self % unit
        guard rest != 0 else { return self }
        let (sum, overflow) = addingReportingOverflow(unit - rest)
        return overflow ? nil : sum
    }
}
