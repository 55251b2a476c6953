import Documents
import Glibc
package import Values

/// A directory of images: `NAME/VERSION/` with the files of `ImageFiles`. A version appears whole, and never changes.
///
/// Builds take place in `.building/`, each in a folder that its process holds a lock on; what a killed build has left is
/// removed by the next one.
package struct ImageStore: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Why the store cannot do something.
    package enum Failure: Error {
        /// The version is there, with other bytes.
        case versionExists(reference: String, digest: Digest)
        case cannotWrite(path: String, reason: String, isDenied: Bool)
        /// There is no such image; what is there of that name.
        case missing(reference: String, known: [String])
        case damaged(path: String, reason: String)
    }

    /// An image of the store.
    package struct Entry: Sendable {
        package let manifest: ImageManifest
        /// The folder.
        package let path: String

        package func file(_ name: String) -> String { "\(path)/\(name)" }
    }

    /// All images, by name and then by version, numbers in them compared as numbers.
    package func entries() throws(Failure) -> [Entry] {
        var entries: [Entry] = []
        for name in Self.names(in: path) where !name.hasPrefix(".") {
            for version in Self.names(in: "\(path)/\(name)").sorted(by: VersionOrder.precedes) {
                if let entry = try entry(name, version) { entries.append(entry) }
            }
        }
        return entries
    }

    /// - Parameter reference: `NAME@VERSION`.
    package func find(_ reference: String) throws(Failure) -> Entry {
        let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, parts.allSatisfy(Self.isName), let entry = try entry(parts[0], parts[1]) { return entry }
        let known = Self.isName(parts[0]) ? Self.names(in: "\(path)/\(parts[0])") : []
        throw .missing(
            reference: reference,
            known: known.sorted(by: VersionOrder.precedes).map { "\(parts[0])@\($0)" })
    }

    private func entry(_ name: String, _ version: String) throws(Failure) -> Entry? {
        let folder = "\(path)/\(name)/\(version)"
        let file = "\(folder)/\(ImageFiles.manifest)"
        guard access(file, F_OK) == 0 else { return nil }
        var diagnostics = Diagnostics()
        let bytes = try? DiskFiles().read(file, limit: 64 << 20)
        let source = bytes.flatMap { SourceFile.decode($0, name: file, directory: nil, into: &diagnostics) }
        guard let source, let node = JSONReader.read(source, into: &diagnostics), let manifest = ImageManifest(node)
        else { throw .damaged(path: file, reason: "it is no manifest that this version of basalt can read") }
        return Entry(manifest: manifest, path: folder)
    }

    /// What names and versions may be: 1 to 64 of `a-z A-Z 0-9 . _ + -`, a letter or digit first. They become names of files
    /// and parts of the host's os-release.
    package static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        return (1...64).contains(bytes.count) && isPlain(bytes[0])
            && bytes.allSatisfy { isPlain($0) || ".-_+".utf8.contains($0) }
    }

    /// The names in a folder, sorted; none where there is no folder.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
