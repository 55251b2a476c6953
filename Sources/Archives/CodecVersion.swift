import CZlib
import CZstd

/// The libraries' versions at run time, `1.5.4` for instance. Another version may compress to other bytes.
package enum CodecVersion {
    package static var zlib: String { String(cString: zlibVersion()) }
    package static var zstd: String { String(cString: ZSTD_versionString()) }
}
