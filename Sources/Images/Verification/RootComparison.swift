private import struct Crypto.SHA256
import RootTree
import SquashFS
import Values

/// What differs first, in the order of paths, between the root file systems of two images.
struct RootComparison: ~Copyable {
    private var first: ImageReader
    private var second: ImageReader

    private init(_ first: consuming ImageReader, _ second: consuming ImageReader) {
        self.first = first
        self.second = second
    }

    /// - Parameters:
    ///   - first: the file of a disk, as it was.
    ///   - second: the file of a disk, as it is now.
    static func open(_ first: String, _ second: String) throws(ImageError) -> RootComparison {
        let before = try ImageReader.open(first)
        return RootComparison(before, try ImageReader.open(second))
    }

    /// A path and how the second image has it; nil where all entries are the same.
    mutating func firstDifference() throws(ImageError) -> (path: [UInt8], reason: String)? {
        let start = RootTree.Place(path: [0x2F], node: RootTree.root)
        var ours = TreeWalk(first.tree, from: start)
        var theirs = TreeWalk(second.tree, from: start)
        while true {
            switch (ours.next(), theirs.next()) {
            case (nil, nil): return nil
            case (let place?, nil): return (place.path, "is not there now")
            case (nil, let place?): return (place.path, "was not there")
            case (let place?, let other?):
                guard place.path == other.path else {
                    // Walks go by folders and then by the names' bytes: what sorts first is in one of them alone.
                    return Self.precedes(place.path, other.path)
                        ? (place.path, "is not there now") : (other.path, "was not there")
                }
                if let reason = try difference(place, other) { return (place.path, reason) }
            }
        }
    }

    private static func precedes(_ path: [UInt8], _ other: [UInt8]) -> Bool {
        path.split(separator: 0x2F).lexicographicallyPrecedes(other.split(separator: 0x2F)) {
            $0.lexicographicallyPrecedes($1)
        }
    }

    private mutating func difference(_ place: RootTree.Place, _ other: RootTree.Place) throws(ImageError) -> String? {
        let (node, now) = (first.tree[place.node], second.tree[other.node])
        let (was, attributes) = (node.attributes, now.attributes)
        if was.mode != attributes.mode {
            return "has the mode \(String(attributes.mode, radix: 8)), and had \(String(was.mode, radix: 8))"
        }
        if (was.user, was.group) != (attributes.user, attributes.group) {
            return "belongs to \(attributes.user):\(attributes.group), and belonged to \(was.user):\(was.group)"
        }
        if was.extended != attributes.extended { return "has other extended attributes" }
        switch (node.kind, now.kind) {
        case (.directory, .directory): break
        case (.file(let content), .file(let found)):
            if content.size != found.size { return "has \(found.size) bytes, and had \(content.size)" }
            let before = try first.digest(place.node, place.path)
            let after = try second.digest(other.node, other.path)
            if before != after { return "has other bytes" }
        default: if node.kind != now.kind { return "is another thing, or leads elsewhere" }
        }
        if was.modified != attributes.modified {
            let times = (Timestamp(seconds: attributes.modified), Timestamp(seconds: was.modified))
            return "was changed at \(times.0), not at \(times.1)"
        }
        return nil
    }
}

extension ImageReader {
    /// SHA-256 of a regular file's bytes; nil where `node` is none.
    mutating func digest(_ node: NodeIndex, _ path: [UInt8]) throws(ImageError) -> Digest? {
        guard var file = file(node, path) else { return nil }
        var hash = SHA256()
        while let block = try next(&file) {
            if let bytes = block.bytes {
                hash.update(bufferPointer: bytes)
            } else {
                hash.update(data: [UInt8](repeating: 0, count: block.count))
            }
        }
        return Digest(hash: hash.finalize())
    }
}
