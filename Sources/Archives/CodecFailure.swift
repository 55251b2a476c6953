import CZlib
import CZstd

/// A compression library refused its work.
package struct CodecFailure: Error, Equatable, CustomStringConvertible {
    /// The library, in words: `zlib` or `zstd`.
    package let library: String
    /// The library's own code: zlib's return code, or zstd's `ZSTD_ErrorCode`.
    package let code: Int
    package let reason: String

    package var description: String { "\(library): \(reason) (code \(code))" }

    static func zlib(_ code: Int32, _ reason: String) -> CodecFailure {
        CodecFailure(library: "zlib", code: Int(code), reason: reason)
    }

    /// - Parameter result: what a zstd function returned, for which `ZSTD_isError` is true.
    static func zstd(_ result: Int) -> CodecFailure {
        let code = ZSTD_getErrorCode(result)
        return CodecFailure(
            library: "zstd", code: Int(code.rawValue), reason: String(cString: ZSTD_getErrorString(code)))
    }

    static let zstdOutOfMemory = CodecFailure(
        library: "zstd", code: Int(ZSTD_error_memory_allocation.rawValue), reason: "no memory for a context")
}
