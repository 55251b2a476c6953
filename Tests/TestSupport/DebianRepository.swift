package import Foundation

/// A small Debian archive, signed by its own key, that `Tests/Fixtures/debian_repository.py` writes.
package struct DebianRepository {
    package let folder: URL

    /// Packages of the architecture amd64, as JSON that the script explains.
    package init(in folder: URL, _ description: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(description)
    }

    /// Brings the archive into another state.
    package func write(_ description: String) throws {
        let result = try runTool(
            "/usr/bin/env", ["python3", "-B", ReferenceTools.fixture("debian_repository.py"), folder.path],
            input: Array(description.utf8))
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
    }

    /// The file of the archive's key.
    package var keyring: String { folder.appendingPathComponent("key.gpg").path }

    package func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

/// A folder of its own, removed afterwards.
package func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("basalt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
        let result = try await body(folder)
        try FileManager.default.removeItem(at: folder)
        return result
    } catch {
        try? FileManager.default.removeItem(at: folder)
        throw error
    }
}
