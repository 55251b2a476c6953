import TestSupport

/// Small damage to bytes, of many kinds.
enum Damage {
    /// Changes a few bytes that start in a range; the size stays.
    static func change(_ bytes: inout [UInt8], in places: Range<Int>, _ random: inout SeededGenerator) {
        let place = Int.random(in: places, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: bytes[place] = random.pick([0, 1, 0x7F, 0x80, 0xFF])
        case 2:
            for offset in place..<min(place + 8, bytes.count) {
                bytes[offset] = UInt8.random(in: 0...255, using: &random)
            }
        case 3:
            let source = Int.random(in: 0..<bytes.count, using: &random)
            let count = min(Int.random(in: 1...64, using: &random), bytes.count - max(source, place))
            bytes.replaceSubrange(place..<(place + count), with: Array(bytes[source..<(source + count)]))
        default: bytes[place] &+= random.pick([1, 255, 16, 8])
        }
    }

    /// `bytes` with others at an offset.
    static func patched(_ bytes: [UInt8], _ offset: Int, _ patch: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(offset..<(offset + patch.count), with: patch)
        return bytes
    }
}
