import Archives
private import struct Crypto.SHA256
import Values

/// What decides about an image's bytes besides its inputs.
package enum BuildTools {
    /// Versions by name; `hostFiles` is the digest of what lies inside every image.
    /// - Parameter basalt: the version of this program.
    package static func versions(basalt: String) -> [String: String] {
        ["basalt": basalt, "hostFiles": hostFiles, "zlib": CodecVersion.zlib, "zstd": CodecVersion.zstd]
    }

    private static let hostFiles: String = {
        var hash = SHA256()
        for file in ShippedHostFiles.initramfs + ShippedHostFiles.root {
            hash.update(data: Array("\(file.path) \(file.isProgram) \(file.text.utf8.count)\n\(file.text)".utf8))
        }
        hash.update(data: Array(ShippedHostFiles.policy.utf8))
        return Digest(hash: hash.finalize()).description
    }()
}
