package import Layers
import Values

/// What is made of layers so that they become a host: a policy, and files that are made of the layers' files.
package struct HostRecipe: Sendable {
    /// What is known beforehand.
    package var policy = HostPolicy()
    /// The layers' files that `derive` will want, also those that the policy removes; others cost it a second look.
    package var wanted = GlobSet()
    /// What `derive` depends on besides files. The cache keeps what it made under this name and the wanted files'.
    package var identity = ""
    /// When the files that it makes were changed, in seconds since 1970.
    package var modified: Int64 = 0
    package var derive: (@Sendable (LayerFiles) throws(LayerErrors) -> DerivedFiles)?

    package init() {}
}

/// What was made of the layers' files.
package struct DerivedFiles: Sendable, Equatable {
    /// For the root, as regular files of root that all may read.
    package var written: [[UInt8]: [UInt8]] = [:]
    /// For the image's other parts, by names that maker and user agree on.
    package var parts: [String: [UInt8]] = [:]

    package init() {}
}

extension DerivedFiles {
    var encoded: [UInt8] {
        var writer = BinaryWriter()
        writer.append(UInt64(written.count))
        for (path, bytes) in written.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            writer.append(path)
            writer.append(bytes)
        }
        writer.append(UInt64(parts.count))
        for (name, bytes) in parts.sorted(by: { $0.key < $1.key }) {
            writer.append(Array(name.utf8))
            writer.append(bytes)
        }
        return writer.bytes
    }

    init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        self.init()
        for _ in 0..<(try reader.count()) { written[try reader.string()] = try reader.string() }
        for _ in 0..<(try reader.count()) {
            parts[String(decoding: try reader.string(), as: UTF8.self)] = try reader.string()
        }
    }
}
