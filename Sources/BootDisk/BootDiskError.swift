/// Why a part of a boot disk could not be written or read.
package struct BootDiskError: Error, Equatable, CustomStringConvertible {
    /// The closed list of what can be wrong.
    package enum Code: String, Sendable, CaseIterable {
        /// The caller asked for what the format cannot hold.
        case invalidInput = "invalid-input"
        /// What is asked for does not fit.
        case noRoom = "no-room"
        /// The bytes contradict the format or each other.
        case damaged
        /// The format allows it, and we do not handle it.
        case unsupported
        /// A file, partition or module is not there.
        case missing
        /// The caller could not read the bytes.
        case unreadable
        /// Reading on would take more memory or time than such an input may.
        case limit
    }

    /// The format that it is about.
    package enum Format: String, Sendable, CaseIterable {
        case guid = "GUID"
        case gpt = "GPT"
        case fat = "FAT32"
        case pe = "PE"
        case cpio = "CPIO"
        case elf = "ELF"
        case modules = "kernel modules"
    }

    package let code: Code
    package let format: Format
    /// The field, file or module in the format: "backup header, first usable LBA".
    package let field: String
    /// A clause that says what is wrong, and what to do where that is not plain: "is 7, the disk ends at 5".
    package let reason: String

    package init(_ code: Code, _ format: Format, _ field: String, _ reason: String) {
        self.code = code
        self.format = format
        self.field = field
        self.reason = reason
    }

    package var description: String { "\(format.rawValue), \(field): \(reason) [\(code.rawValue)]" }
}
