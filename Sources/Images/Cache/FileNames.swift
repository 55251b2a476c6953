import Archives
import Crypto
import Layers
import RootTree
import Values

/// Names for exactly the bytes of files, under which the cache keeps what was made of them: the bytes' digest where it was
/// taken, else the layer and the file's number in it.
///
/// Digests are taken of the files of the boot set and of those that a recipe wants. They come from many layers, and what
/// is made of them is to outlive a change of other files of these layers. Without a cache none is taken.
final class FileNames {
    private let identities: [String?]
    private let bootFiles: Set<[UInt8]>
    private let wanted: GlobSet
    private let takesDigests: Bool
    private var digests: [ContentSource: [UInt8]]
    /// Layers of which digests were taken.
    private(set) var changed: Set<UInt32> = []
    private var current: (source: ContentSource, size: UInt64, end: UInt64, hash: SHA256)?
    /// What a hole is hashed as; a longer one leaves the file without a digest.
    private static let longestHole: UInt64 = 16 << 20

    /// - Parameters:
    ///   - identities: of the layers, taken before they are read.
    ///   - known: digests that earlier runs have taken.
    init(
        _ identities: [String?], bootOrder: [[UInt8]], wanted: GlobSet, known: [ContentSource: [UInt8]]?
    ) {
        self.identities = identities
        self.wanted = wanted
        bootFiles = Set(bootOrder.map { Array($0.drop { $0 == UInt8(ascii: "/") }) })
        takesDigests = known != nil
        digests = known ?? [:]
    }

    /// nil where the bytes of the file's layer have no name, and none was taken of its own.
    subscript(source: ContentSource) -> [UInt8]? {
        if let digest = digests[source] { return digest }
        let number = Int(source.layer)
        guard number < identities.count, let identity = identities[number] else { return nil }
        return Array("\(source.ordinal) \(identity)".utf8)
    }

    func begin(_ file: LayerFile) {
        guard takesDigests, bootFiles.contains(file.path) || wanted.matches(file.path) else { return }
        current = (file.source, file.size, 0, SHA256())
    }

    func append(_ block: ArchiveBlock) {
        guard let end = current?.end else { return }
        guard block.offset >= end, block.offset - end <= Self.longestHole else { return current = nil }
        if block.offset > end { current?.hash.update(data: [UInt8](repeating: 0, count: Int(block.offset - end))) }
        current?.hash.update(bufferPointer: block.bytes)
        current?.end = block.offset + UInt64(block.bytes.count)
    }

    func end() {
        guard let file = current else { return }
        digests[file.source] = Self.name(file.hash, size: file.size)
        changed.insert(file.source.layer)
        current = nil
    }

    /// Names the files that a policy has made.
    func add(_ written: [[UInt8]], layer: Int) {
        guard takesDigests else { return }
        for (ordinal, bytes) in written.enumerated() {
            var hash = SHA256()
            hash.update(data: bytes)
            let source = ContentSource(layer: UInt32(layer), ordinal: UInt32(ordinal))
            digests[source] = Self.name(hash, size: UInt64(bytes.count))
        }
    }

    /// The digests of a layer's files, by their numbers.
    func digests(ofLayer number: UInt32) -> [UInt32: [UInt8]] {
        let own = digests.filter { $0.key.layer == number }
        return Dictionary(own.map { ($0.key.ordinal, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// With the size, since a hole at the end is not hashed.
    private static func name(_ hash: SHA256, size: UInt64) -> [UInt8] {
        Array(hash.finalize()) + (0..<8).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
    }
}

extension PackCache {
    /// The digests that earlier runs have taken of files of these layers.
    func digests(_ identities: [String?], _ stack: LayerStack) -> [ContentSource: [UInt8]] {
        var result: [ContentSource: [UInt8]] = [:]
        for (number, identity) in identities.enumerated() {
            guard let name = name(ofDigests: identity, stack), let bytes = files.load(name) else { continue }
            var reader = BinaryReader(bytes)
            do throws(BinaryReader.Damaged) {
                for _ in 0..<(try reader.count()) {
                    let source = ContentSource(layer: UInt32(number), ordinal: try reader.number(UInt32.self))
                    result[source] = try reader.string()
                }
            } catch { continue }
        }
        return result
    }

    func store(_ digests: [UInt32: [UInt8]], _ identity: String?, _ stack: LayerStack) {
        guard let name = name(ofDigests: identity, stack) else { return }
        var writer = BinaryWriter()
        writer.append(UInt64(digests.count))
        for (ordinal, digest) in digests.sorted(by: { $0.key < $1.key }) {
            writer.append(ordinal)
            writer.append(digest)
        }
        files.store(writer.bytes, as: name)
    }

    private func name(ofDigests identity: String?, _ stack: LayerStack) -> String? {
        name(of: identity, stack).map { $0 + ".digests" }
    }
}
