import Documents

/// Where the paths of `local:`, `contents_local:` and `trees:` start.
package enum LocalFiles: Sendable {
    /// Nowhere: naming a local file is an error.
    case none
    case directory(String)
    /// In the folder of the file that names them.
    case besideSource

    func directory(for node: Node) -> String? {
        switch self {
        case .none: nil
        case .directory(let path): path
        case .besideSource: node.origin.file.directory
        }
    }
}

/// Why a local file cannot be used.
struct LocalProblem: Error {
    let code: DiagnosticCode
    let message: String
    var remedy: String?
}
