import Archives
private import struct Crypto.SHA256
import Layers
import RootTree
import SquashFS
import Values

/// What earlier runs found and made: the indices of layers, and segments of images as they stand on disk.
///
/// What is damaged or not there is made again, and that nothing can be written is no error. Runs may share a cache.
///
///     layers/KEY            a layer's index
///     layers/KEY.digests    digests of some of its files
///     segments/KEY.data     a segment's bytes
///     derived/KEY           what was made of layers' files
///     segments/KEY          its index, hashes and checksum
package struct PackCache: Sendable {
    let files: CacheDirectory
    /// Part of every key: changes with what is written here, and with the bytes that a segment gets.
    private static let version = "3"

    /// - Parameter directory: is made when something is first stored.
    package init(directory: String) { files = CacheDirectory(path: directory) }

    /// What a layer holds, where it was read under the same limits.
    /// - Parameters:
    ///   - identity: the layer's, taken before anything is read.
    ///   - layer: its name, for what is said about it.
    func index(_ identity: String?, _ layer: String, _ stack: LayerStack) -> LayerIndex? {
        guard let name = name(of: identity, stack), let bytes = files.load(name) else { return nil }
        let index = try? LayerIndex(decoding: bytes, name: layer)
        return stack.takesDigests && index?.digest == nil ? nil : index
    }

    func store(_ index: LayerIndex, _ identity: String?, _ stack: LayerStack) {
        if let name = name(of: identity, stack) { files.store(index.encoded, as: name) }
    }

    func name(of identity: String?, _ stack: LayerStack) -> String? {
        identity.map { "layers/" + key(Array("\($0) \(stack.limits.ofEntries)".utf8)) }
    }

    func key(_ bytes: [UInt8]) -> String {
        let digest = Digest(bytes: Array(SHA256.hash(data: Array("basalt \(Self.version) ".utf8) + bytes)))
        return digest?.hexadecimal ?? ""
    }
}

/// A segment that an earlier run made.
struct CachedSegment: Sendable {
    let index: SegmentIndex
    /// Of the segment's bytes, filled up to the grid.
    let hashes: ImageHashes
    let data: CachedFile
}

extension PackCache {
    /// The name of the segment that these files make; nil where it is empty, or a file's bytes are known by no name.
    func name(
        of segment: [SegmentFile], _ spacing: SegmentSpacing, _ names: FileNames, _ options: ImageOptions,
        _ hashes: HashOptions
    ) -> String? {
        guard !segment.isEmpty else { return nil }
        var writer = BinaryWriter()
        let codecs = "\(options.compression) zstd \(CodecVersion.zstd) zlib \(CodecVersion.zlib)"
        writer.append(Array("\(codecs) \(options.blockSize) \(options.usesFragments) \(options.deduplicates)".utf8))
        writer.append(spacing == .dense ? 1 : 0 as UInt8)
        writer.append(hashes.salt.map { [1] + $0 } ?? [])
        writer.append(hashes.takesChunks ? 1 : 0 as UInt8)
        for file in segment {
            guard let name = names[file.source] else { return nil }
            writer.append(name)
            writer.append(file.path)
        }
        return "segments/" + key(writer.bytes)
    }

    func segment(_ name: String, _ members: [SegmentFile]) -> CachedSegment? {
        guard let bytes = files.load(name), let data = files.file(name + ".data") else { return nil }
        do throws(BinaryReader.Damaged) {
            var reader = BinaryReader(bytes)
            let checksum = try reader.number(UInt32.self)
            let index = try SegmentIndex(decoding: try reader.string(), members.map(\.source))
            var hashes = ImageHashes()
            hashes.leaves = try reader.string()
            hashes.chunks = try reader.string()
            guard reader.isAtEnd, data.length == index.length, data.checksum == checksum else { return nil }
            return CachedSegment(index: index, hashes: hashes, data: data)
        } catch { return nil }
    }

    func store(_ name: String, _ members: [SegmentFile], _ segment: CachedSegment) {
        // The bytes may be replaced while another run reads the index: their checksum is in it.
        guard let checksum = files.store(segment.data, as: name + ".data") else { return }
        var writer = BinaryWriter()
        writer.append(checksum)
        writer.append(segment.index.encoded(members.map(\.source)))
        writer.append(segment.hashes.leaves)
        writer.append(segment.hashes.chunks)
        files.store(writer.bytes, as: name)
    }
}
