/// Why an archive or a compressed stream cannot be read.
package struct ArchiveError: Error, Equatable, CustomStringConvertible {
    /// The closed list of reasons. The raw values are stable.
    package enum Code: String, Sendable, CaseIterable {
        /// The operating system refuses to open or read the file.
        case unreadable
        /// The bytes end too early.
        case truncated
        /// The bytes contradict the format or a checksum.
        case damaged
        /// Bytes follow where the stream must end.
        case trailingData = "trailing-data"
        /// Something valid that is not read here.
        case unsupported
        /// More bytes than the caller allows.
        case tooLarge = "too-large"
        /// More bytes come out of the compressed ones than any honest stream gives.
        case bomb
        /// No memory for a library's state.
        case memory
    }

    package let code: Code
    /// A clause without the file's name: "the gzip data ends too early".
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
}
