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

/// `bytes` as text, with what is not printable ASCII or part of valid UTF-8 as `\xNN`.
func printable(_ bytes: [UInt8]) -> String {
    let text = String(validating: bytes, as: UTF8.self)
    if let text, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return text }
    let digits = Array("0123456789abcdef")
    return bytes.reduce(into: "") { result, byte in
        if (0x20...0x7E).contains(byte) {
            result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            result += "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
    }
}
