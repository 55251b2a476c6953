import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite struct `A file that is written` {
    @Test func `keeps its old content until the new one is whole`() throws {
        try withFiles(["out": "old"]) { folder in
            let path = folder.path + "/out"
            try AtomicFile.write(Array("new".utf8), to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            #expect(throws: AtomicFile.Failure.self) { try AtomicFile.write([], to: path, replaces: false) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        }
    }

    @Test func `is written to where it is a pipe or a device, and stays one`() throws {
        try withFiles([:]) { folder in
            let path = folder.path + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            // Both ends, so that nobody waits.
            let reader = try #require(FileHandle(forUpdatingAtPath: path))
            try AtomicFile.write(Array("through".utf8), to: path)
            #expect(try reader.read(upToCount: 7) == Data("through".utf8))
            var status = stat()
            #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        }
    }
}
