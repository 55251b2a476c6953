import Archives

/// A file's bytes that come in blocks; what lies between blocks is zero.
struct CollectedFile {
    private let size: UInt64
    private var bytes: [UInt8] = []

    init(size: UInt64) { self.size = size }

    mutating func append(_ block: ArchiveBlock) {
        fill(to: block.offset)
        bytes.append(contentsOf: block.bytes)
    }

    var complete: [UInt8] {
        var whole = self
        whole.fill(to: size)
        return whole.bytes
    }

    private mutating func fill(to offset: UInt64) {
        let missing = Int(clamping: offset) - bytes.count
        if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
    }
}
