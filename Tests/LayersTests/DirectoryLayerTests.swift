import Foundation
import Layers
import RootTree
import Testing
import TestSupport

@Suite struct DirectoryLayerTests {
    @Test func `a directory on disk comes with all that it holds`() throws {
        try ReferenceTools.withRootFolder { root in
            let folder = root.appendingPathComponent("tree").path
            let script = """
                set -e; mkdir -p "$1/d/e" "$1/empty"; cd "$1"
                printf text > d/f; chmod 4755 d/f; chown 12:34 d/f; touch -d @1000 d/f; ln d/f hard; ln d/f d/e/harder
                ln -s ../d/f "$(printf 'l\\377')"; ln "$(printf 'l\\377')" linked-link; mkfifo p; mknod c c 1 300000; mknod b b 300 7
                setfattr -n user.note -v one d; setfattr -n security.capability -v 0x0100000200040000000000000000000000000000 d/f
                chmod 1777 empty; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s")'
                """
            let made = try ReferenceTools.asRoot("/bin/sh", ["-c", script, "sh", folder])
            try #require(made.status == 0, "\(made.errorText)")
            let outcome = try read([DirectoryLayer(path: folder)])
            let found = differences(try listing(outcome), try unpackedListing(folder))
            #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
            #expect(outcome.offered.count == 1)
            #expect(outcome.paths["/c"] == "char 1:300000")
            #expect(outcome.paths["/s"] == "socket")
        }
    }

    @Test func `a directory gives the same tree as the archive of it`() throws {
        let source = "/usr/share/doc"
        let direct = try read([DirectoryLayer(path: source)])
        for format in ["gnu", "pax"] {
            let archive = try piped("tar", ["-C", source, "--format=\(format)", "--sort=inode", "--xattrs", "-c", "."])
            let found = differences(
                try metadata(direct), try metadata(try read([TarLayer(MemoryBlob(archive))])))
            #expect(found.isEmpty, "\(found.prefix(5).joined(separator: "\n"))")
        }
    }

    /// A listing that compares contents byte by byte, not by a digest of each.
    private func metadata(_ outcome: Outcome) throws -> [String: String] {
        var result: [String: String] = [:]
        outcome.walk { path, node in
            var text = "\(node.attributes)"
            switch node.kind {
            case .directory(let entries): text += " directory of \(entries.count)"
            case .file(let content): text += " file \(outcome.contents[content.source]?.hashValue ?? 0)"
            default: text += " \(node.kind)"
            }
            result[path] = text
        }
        return result
    }

    @Test func `holes stay holes`() throws {
        try withTemporaryFolder { folder in
            try piped(
                "python3",
                [
                    "-c",
                    """
                    import sys
                    with open(sys.argv[1], "wb") as f:
                        f.seek(1 << 20); f.write(b"a" * 5000); f.seek(8 << 20); f.write(b"b"); f.truncate(16 << 20)
                    open(sys.argv[1] + "-hole", "wb").truncate(1 << 20)
                    """, folder.appendingPathComponent("sparse").path,
                ])
            let outcome = try read([DirectoryLayer(path: folder.path)])
            #expect(outcome.storedBytes < 100_000)
            let contents = outcome.offered.map { outcome.contents[$0] }
            #expect(
                contents == [
                    Array(try Data(contentsOf: folder.appendingPathComponent("sparse"))),
                    [UInt8](repeating: 0, count: 1 << 20),
                ])
        }
    }

    @Test func `whiteouts in a directory mean what they mean in an archive`() throws {
        try withTemporaryFolder { folder in
            try Data("new".utf8).write(to: folder.appendingPathComponent("b"))
            try Data().write(to: folder.appendingPathComponent(".wh.a"))
            let outcome = try read([TarLayer(MemoryBlob(try tar("f('a'); f('b')"))), DirectoryLayer(path: folder.path)])
            #expect(outcome.paths == ["/": "dir", "/b": "file new"])
        }
    }

    @Test func `what is no directory, and what is mounted inside, are errors`() throws {
        func codes(_ path: String) throws -> [LayerErrorCode] {
            do { _ = try read([DirectoryLayer(path: path)]) } catch let error as LayerErrors {
                return error.all.map(\.code)
            }
            return []
        }
        #expect(try codes("/nowhere") == [.unreadable])
        #expect(try codes("/etc/passwd") == [.unreadable])
        try ReferenceTools.withRootFolder { root in
            let inner = root.appendingPathComponent("inner").path
            let mounted = try ReferenceTools.asRoot(
                "/bin/sh", ["-c", "mkdir \(inner) && mount -t tmpfs none \(inner)"])
            try #require(mounted.status == 0, "\(mounted.errorText)")
            defer { _ = try? ReferenceTools.asRoot("/bin/umount", [inner]) }
            #expect(try codes(root.path) == [.mountPoint])
        }
    }
}
