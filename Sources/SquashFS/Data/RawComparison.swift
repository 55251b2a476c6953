import Glibc

/// Whether there are no bytes but zeros.
package func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 0, let start = bytes.baseAddress, bytes[0] == 0 else { return bytes.isEmpty }
    return memcmp(start, start + 1, bytes.count - 1) == 0
}

/// Whether two buffers hold the same bytes.
func isEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count, let first = one.baseAddress, let second = other.baseAddress else {
        return one.count == other.count
    }
    return memcmp(first, second, one.count) == 0
}
