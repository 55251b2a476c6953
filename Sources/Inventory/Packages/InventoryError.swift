/// Why the packages of an image cannot be listed. A list that is silently short would hide what has to be mended.
package struct InventoryError: Error, Equatable, CustomStringConvertible {
    /// The closed list of what can be wrong; the raw values are printed and stable.
    package enum Code: String, Sendable, CaseIterable {
        case damaged
        case tooLarge = "too-large"
    }

    package let code: Code
    /// The file, as it stands in the image.
    package let path: String
    /// A clause.
    package let reason: String

    package var description: String {
        let remedy =
            switch code {
            case .damaged: "build the layer that holds it again, or leave the file out of it"
            case .tooLarge: "check the layer that holds it; no package database is that large"
            }
        return "`\(path)` in the image: \(reason); \(remedy) [\(code.rawValue)]"
    }
}

/// Something of an image's packages that was passed over, and why.
package struct InventoryRemark: Sendable, Hashable, CustomStringConvertible {
    /// The file or package, printable.
    package let subject: String
    /// A clause.
    package let reason: String

    package var description: String { "\(subject): \(reason)" }
}
