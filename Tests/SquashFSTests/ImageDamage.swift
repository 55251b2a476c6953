import SquashFS
import TestSupport

/// Small damage to an image, of many kinds.
enum ImageDamage {
    /// Half of the damage is done to the superblock and the tables.
    static func mutate(_ image: inout [UInt8], _ superblock: Superblock, _ random: inout SeededGenerator) {
        let start = min(Int(superblock.inodeTable), image.count)
        let tables = start..<max(min(Int(superblock.bytesUsed), image.count), start)
        let places = random.pick([0..<min(96, image.count), tables, tables, 0..<image.count])
        guard !places.isEmpty else { return }
        if Int.random(in: 0..<48, using: &random) == 0 {
            image.removeSubrange(Int.random(in: places, using: &random)...)
        } else {
            change(&image, in: places, &random)
        }
    }

    /// Changes a few bytes that start in a range; the size stays.
    static func change(_ image: inout [UInt8], in places: Range<Int>, _ random: inout SeededGenerator) {
        let place = Int.random(in: places, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: image[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: image[place] = random.pick([0, 1, 0x7F, 0x80, 0xFF])
        case 2:
            for offset in place..<min(place + 8, image.count) {
                image[offset] = UInt8.random(in: 0...255, using: &random)
            }
        case 3:
            let source = Int.random(in: 0..<image.count, using: &random)
            let count = min(Int.random(in: 1...64, using: &random), image.count - max(source, place))
            image.replaceSubrange(place..<(place + count), with: Array(image[source..<(source + count)]))
        default: image[place] &+= random.pick([1, 255, 16, 8])
        }
    }
}
