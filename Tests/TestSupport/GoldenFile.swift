import Foundation

/// Texts that a user reads, kept as files beside the tests.
package enum GoldenFile {
    /// The file's text; `text` itself after it has been written, where `BASALT_UPDATE_GOLDEN` is set.
    package static func expected(
        _ name: String, for text: String, beside test: String
    ) throws -> String {
        let file = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
        if ProcessInfo.processInfo.environment["BASALT_UPDATE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
        }
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
