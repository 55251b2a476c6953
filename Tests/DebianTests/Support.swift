import Documents
import Foundation
import Layers
import TestSupport
import Values

/// A network in which `http://archive/` is a folder.
struct FolderNetwork: Downloader {
    let folder: URL

    func download(
        _ url: String, limit: UInt64, _ body: (UnsafeRawBufferPointer) throws(LayerError) -> Void
    ) async throws(LayerError) -> Bool {
        let path = folder.path + "/" + url.dropFirst("http://archive/".count)
        guard let bytes = try? DiskFiles().read(path, limit: Int(limit)) else { return false }
        var problem: LayerError?
        bytes.withUnsafeBytes { bytes in
            do throws(LayerError) { try body(bytes) } catch { problem = error }
        }
        if let problem { throw problem }
        return true
    }
}

/// A store, and an archive whose packages are described in a few words: `NAME VERSION DEPENDENCIES…`.
struct Workshop {
    let folder: URL
    let repository: DebianRepository
    let store: ContentStore
    static let now = Timestamp(seconds: 1_763_500_000)

    static func with(_ packages: [String], _ body: (Workshop) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let repository = try DebianRepository(in: folder.appendingPathComponent("archive"), describe(packages))
            try await body(
                Workshop(
                    folder: folder, repository: repository, store: ContentStore(root: folder.path + "/store")))
        }
    }

    /// - Parameter more: further fields of the description, such as `"key": "other"`.
    static func describe(_ packages: [String], more: String = "") -> String {
        let items = packages.map { text in
            let words = text.split(separator: " ", maxSplits: 2).map(String.init)
            let fields = words.count > 2 ? "\"Depends\": \"\(words[2])\"" : ""
            let essential = words[0].hasPrefix("base") ? "\"Essential\": \"yes\"" : ""
            let all = [fields, essential].filter { !$0.isEmpty }.joined(separator: ", ")
            return """
                {"name": "\(words[0])", "version": "\(words[1])", "fields": {\(all)},
                 "files": {"usr/share/\(words[0])": "\(words[1])"}}
                """
        }
        return "{\(more.isEmpty ? "" : more + ", ")\"packages\": [\(items.joined(separator: ", "))]}"
    }

    func change(_ packages: [String], more: String = "") throws {
        try repository.write(Self.describe(packages, more: more))
    }

    var network: FolderNetwork { FolderNetwork(folder: repository.folder) }

    func request(_ kind: PackageLayer.Kind, _ packages: [String], keyring: String? = "key.gpg") -> PackageLayer {
        let archive = DebianArchive(url: "http://archive", suite: "stable", components: ["main"], keyring: keyring)
        return PackageLayer(
            kind: kind, suite: "stable", architecture: "amd64", archives: [archive], packages: packages)
    }
}

extension LockedLayer {
    /// `NAME VERSION` of each package.
    var words: [String] { packages.map { "\($0.identity.name) \($0.identity.version)" } }
}
