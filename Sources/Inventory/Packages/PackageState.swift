import Values

/// What dpkg's field `Status` says about a package's files.
///
/// Source: dpkg(1), "Package states".
enum PackageState: Equatable {
    case installed
    /// Its files are there, its scripts did not all run.
    case unfinished

    /// nil where none of the package's files are there.
    /// - Parameter required: whether a paragraph without the field is a mistake (in `status.d` it is the rule).
    init?(_ field: String?, required: Bool) throws(ControlStanza.Problem) {
        guard let field else {
            if required { throw .init(reason: "`Status` is missing") }
            self = .installed
            return
        }
        switch field.split(separator: " ").dropFirst(2).first {
        case "installed", "triggers-awaited", "triggers-pending": self = .installed
        case "half-installed", "unpacked", "half-configured": self = .unfinished
        case "not-installed", "config-files": return nil
        default: throw .init(reason: "`\(printable(Array(field.utf8.prefix(80))))` is no state of a package")
        }
    }
}
