import Values

/// Why an image could not be written or read.
package struct SquashFSError: Error, Equatable, CustomStringConvertible {
    package enum Code: Sendable {
        // Writing
        case invalidOption, invalidTree, nameTooLong, linkTargetTooLong, timeOutOfRange, modeOutOfRange
        case deviceOutOfRange, tooManyIDs, unsupportedAttribute, attributeTooLarge, invalidLayout, tableTooLarge
        // Reading
        case notSquashFS, unsupportedVersion, unsupportedCompressor, damaged, limit
        // Both
        case codec, inputOutput
    }

    package let code: Code
    /// What is wrong and what to do.
    package let message: String
    /// The absolute path inside the file system that it is about.
    package let path: [UInt8]?

    package init(_ code: Code, _ message: String, path: [UInt8]? = nil) {
        self.code = code
        self.message = message
        self.path = path
    }

    package var description: String { path.map { "\(printable($0)): \(message)" } ?? message }
}
