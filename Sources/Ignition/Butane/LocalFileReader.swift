import Documents

/// Finds and reads local files, and never leaves the files directory: neither by `..` nor by a link.
struct LocalFileReader {
    /// The most bytes of one local file; hosts cannot take configurations of this size anyway.
    private static let longestFile = 64 << 20
    /// Links that are followed for one path, as the kernel does.
    private static let mostLinks = 40

    let files: any FileAccess
    let local: LocalFiles
    private var listings: [String: [String: FolderEntry.Kind]] = [:]

    init(files: any FileAccess, local: LocalFiles) {
        self.files = files
        self.local = local
    }

    /// Where a path leads once its links are followed.
    struct Place {
        let path: String
        let isFolder: Bool
    }

    /// The bytes of the file that `name` names.
    mutating func read(_ name: String, for node: Node) throws(LocalProblem) -> [UInt8] {
        let place = try locate(name, for: node)
        return try read(place.path, named: name)
    }

    /// The bytes at a path that `locate` or `entries` gave.
    func read(_ path: String, named name: String) throws(LocalProblem) -> [UInt8] {
        do throws(FileProblem) {
            return try files.read(path, limit: Self.longestFile)
        } catch {
            throw LocalProblem(code: error.code, message: "cannot read `\(name)`: \(error.reason)")
        }
    }

    /// The names in a folder that `locate` or `entries` gave.
    func entries(_ path: String, named name: String) throws(LocalProblem) -> [FolderEntry] {
        do throws(FileProblem) {
            return try files.list(path)
        } catch {
            throw LocalProblem(code: error.code, message: "cannot read the folder `\(name)`: \(error.reason)")
        }
    }

    /// Follows `name` from the files directory, component by component.
    mutating func locate(_ name: String, for node: Node) throws(LocalProblem) -> Place {
        guard let base = local.directory(for: node) else {
            throw LocalProblem(
                code: .fileMissing, message: "the local path `\(shortened(name))` has no files directory to start from",
                remedy: "name the folder that local paths start in: --files-dir DIR")
        }
        let cleaned = CleanPath.clean(String(name.drop { $0 == "/" }))
        var waiting = Self.parts(cleaned)
        guard waiting.first != ".." else { throw outside(name) }
        var reached: [String] = []
        var links = 0
        var isFolder = true
        while !waiting.isEmpty {
            let part = waiting.removeFirst()
            if part == ".." {
                guard reached.popLast() != nil else { throw outside(name) }
                continue
            }
            guard isFolder, let kind = try kind(of: part, in: folder(base, reached), named: name) else {
                throw missing(name, base)
            }
            guard case .link(let target) = kind else {
                reached.append(part)
                isFolder = kind == .folder
                continue
            }
            links += 1
            guard links <= Self.mostLinks else {
                throw LocalProblem(code: .fileUnreadable, message: "cannot read `\(name)`: its links form a circle")
            }
            if target.hasPrefix("/") {
                let root = CleanPath.clean(base)
                guard root.hasPrefix("/"), CleanPath.clean(target).hasPrefix(root + "/") else { throw outside(name) }
                waiting = Self.parts(String(CleanPath.clean(target).dropFirst(root.count))) + waiting
                reached = []
            } else {
                waiting = Self.parts(target) + waiting
            }
        }
        return Place(path: folder(base, reached), isFolder: isFolder)
    }

    /// nil where the folder has no such name. A folder that may not be listed is believed.
    private mutating func kind(
        of part: String, in folder: String, named name: String
    ) throws(LocalProblem) -> FolderEntry.Kind? {
        if let known = listings[folder] { return known[part] }
        let entries: [FolderEntry]
        do throws(FileProblem) {
            entries = try files.list(folder)
        } catch {
            guard error.kind == .denied else {
                throw LocalProblem(code: error.code, message: "cannot read `\(name)`: in `\(folder)`, \(error.reason)")
            }
            return .folder
        }
        let listing = Dictionary(entries.map { ($0.name, $0.kind) }) { first, _ in first }
        listings[folder] = listing
        return listing[part]
    }

    private func folder(_ base: String, _ parts: [String]) -> String {
        let path = parts.joined(separator: "/")
        if path.isEmpty { return base.isEmpty ? "." : base }
        return join(base, path)
    }

    private static func parts(_ path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    private func missing(_ name: String, _ base: String) -> LocalProblem {
        LocalProblem(
            code: .fileMissing,
            message: "cannot read `\(shortened(name))`: it does not exist in `\(base.isEmpty ? "." : base)`")
    }

    private func outside(_ name: String) -> LocalProblem {
        LocalProblem(
            code: .fileOutside, message: "`\(shortened(name))` leads out of the files directory",
            remedy: "copy the file into the directory that local paths start in")
    }
}
