import Documents
import Glibc

extension DirectoryStore: RunArchive {
    package func runs() throws(StoreFailure) -> [String] {
        try names(in: root + "/runs").filter { access("\(root)/runs/\($0)/plan.json", F_OK) == 0 }
    }

    package func keep(_ text: String, as name: String, with run: String) throws(StoreFailure) {
        let path = try path(run, try Self.name(name))
        try StoreFile.makeFolder(folder(of: path))
        try StoreFile.replace(path, with: Array(text.utf8), isNew: false)
    }

    package func text(_ name: String, of run: String) throws(StoreFailure) -> String? {
        try StoreFile.read(try path(run, try Self.name(name))).map { String(decoding: $0, as: UTF8.self) }
    }

    package func evidence(of run: String) throws(StoreFailure) -> [String] {
        try names(in: try path(run, "evidence")).filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
    }

    package func place(of name: String, with run: String) -> String { "\(root)/runs/\(run)/\(name)" }

    private func names(in path: String) throws(StoreFailure) -> [String] {
        do throws(FileProblem) { return try DiskFiles().list(path).map(\.name) } catch {
            switch error.kind {
            case .missing: return []
            case .denied: throw StoreFailure(.denied, "cannot read `\(path)`: \(error.reason)")
            default: throw StoreFailure(.unavailable, "cannot read `\(path)`: \(error.reason)")
            }
        }
    }
}
