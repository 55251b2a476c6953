import Foundation
import Layers
import TestSupport
import Testing
import Values

@Suite struct `A Debian package as a layer` {
    private static let description = """
        {"packages": [{"name": "sample", "version": "1:2.0-1", "compression": "COMPRESSION",
          "files": {"usr/bin/tool": "#!/bin/sh\\n", "usr/bin/link": {"link": "tool"}, "lib/modules/a.ko": "module",
                    "usr/share/hard": {"hard": "usr/bin/tool"}, "etc/sample.conf": "x = 1\\n", "library/kept": "y",
                    "bin/hard": {"hard": "lib/modules/a.ko"}},
          "modes": {"usr/bin/tool": 2541}, "scripts": {"postinst": "#!/bin/sh\\ntouch /must-not-run\\n"}}]}
        """

    private func withPackage(_ compression: String = "xz", _ body: (String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let text = Self.description.replacing("COMPRESSION", with: compression)
            let repository = try DebianRepository(in: folder.appendingPathComponent("repo"), text)
            try body(repository.path("pool/sample_1%3a2.0-1_amd64.deb"))
        }
    }

    @Test(arguments: ["xz", "gzip", "zstd", "none"])
    func `has the files that dpkg-deb sees`(compression: String) throws {
        try withPackage(compression) { path in
            let ours = try read([DebLayer(FileBlob(path: path))])
            let archive = try piped("dpkg-deb", ["--fsys-tarfile", path])
            // dpkg follows the links of a merged /usr that a layer cannot see.
            let theirs = try piped(
                "python3",
                [
                    "-B", "-c",
                    """
                    import io, re, sys, tarfile
                    a, b = tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read())), io.BytesIO()
                    out = tarfile.open(fileobj=b, mode="w")
                    merge = lambda n: re.sub(r"^(\\./)(bin|sbin|lib|lib64)(/|$)", r"\\1usr/\\2\\3", n)
                    for m in a:
                        data = a.extractfile(m) if m.isfile() else None
                        m.name = merge(m.name)
                        if m.islnk(): m.linkname = merge(m.linkname)
                        out.addfile(m, data)
                    out.close()
                    sys.stdout.buffer.write(b.getvalue())
                    """,
                ], archive)
            #expect(differences(try listing(ours), try listing(try read([TarLayer(MemoryBlob(theirs))]))) == [])
            #expect(ours.paths["/usr/lib/modules/a.ko"] == "file module")
            #expect(ours.paths["/usr/bin/hard"] == "file module")
            #expect(ours.paths["/library/kept"] == "file y")
            #expect(ours.paths["/lib"] == nil && ours.paths["/must-not-run"] == nil)
        }
    }

    @Test func `does not replace the links of a merged usr`() throws {
        try withPackage { path in
            let base = TarLayer(
                MemoryBlob(try tar("d('usr/lib'); d('usr/bin'); l('lib', 'usr/lib'); l('bin', 'usr/bin')")))
            let outcome = try read([base, DebLayer(FileBlob(path: path))])
            #expect(outcome.paths["/lib"] == "link usr/lib")
            #expect(outcome.paths["/bin"] == "link usr/bin")
            #expect(outcome.paths["/usr/lib/modules/a.ko"] == "file module")
        }
    }

    @Test func `says which package it is`() throws {
        try withPackage { path in
            let control = try DebPackage.control(of: FileBlob(path: path))
            #expect(try PackageIdentity(control).description == "sample 1:2.0-1 (amd64)")
            let theirs = String(decoding: try piped("dpkg-deb", ["--field", path]), as: UTF8.self)
            #expect(control.text == theirs)
        }
    }

    @Test func `of another digest is refused, whatever else is wrong with it`() throws {
        try withPackage { path in
            let right = try #require(
                Digest(hexadecimal: try sha256(Array(try Data(contentsOf: URL(fileURLWithPath: path))))))
            _ = try read([DebLayer(FileBlob(path: path), digest: right)])
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            for place in [20, 300, bytes.count - 1] {
                bytes[place] ^= 1
                #expect(error(DebLayer(MemoryBlob(bytes), digest: right))?.code == .wrongDigest)
                bytes[place] ^= 1
            }
        }
    }

    @Test func `that was cut anywhere is an error`() throws {
        try withPackage { path in
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            for count in stride(from: 0, to: bytes.count - 2, by: 7) {
                let found = error(DebLayer(MemoryBlob(Array(bytes[..<count]))))
                let code = found?.code
                #expect(
                    code == .truncated || code == .damaged, "\(count) of \(bytes.count): \(String(describing: found))")
            }
        }
    }

    @Test func `with damaged bytes is read or refused, and never crashes`() throws {
        try withPackage("gzip") { path in
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            var generator = SeededGenerator(seed: 3)
            for _ in 0..<300 {
                var damaged = bytes
                for _ in 0..<3 { damaged[generator.pick(damaged.indices)] = generator.pick(0...255) }
                _ = error(DebLayer(MemoryBlob(damaged)))
                _ = try? DebPackage.control(of: MemoryBlob(damaged))
            }
        }
    }

    @Test(arguments: [
        (["debian-binary", "data.tar.xz", "control.tar.xz"], LayerErrorCode.damaged),
        (["control.tar.xz", "data.tar.xz"], .damaged), (["debian-binary", "control.tar.xz"], .truncated),
        (["debian-binary", "control.tar.xz", "data.tar.xz", "more"], .trailingData),
    ])
    func `has its members in dpkg's order`(members: [String], code: LayerErrorCode) throws {
        try withPackage { path in
            try withTemporaryFolder { folder in
                _ = try piped(
                    "sh", ["-c", "cd \"$1\" && ar x \"$2\" && echo > more && echo > _mark", "sh", folder.path, path])
                func package(_ members: [String]) throws -> DebLayer {
                    let file = folder.appendingPathComponent("made.deb").path
                    _ = try piped(
                        "sh",
                        ["-c", "cd \"$1\" && rm -f made.deb && shift && ar rcS made.deb \"$@\"", "sh", folder.path]
                            + members)
                    return DebLayer(FileBlob(path: file))
                }
                #expect(error(try package(members))?.code == code)
                let marked = ["debian-binary", "_mark", "control.tar.xz", "data.tar.xz", "_mark"]
                #expect(error(try package(Array(marked.dropLast()))) == nil)
            }
        }
    }

    private func error(_ layer: DebLayer) -> LayerError? {
        do { _ = try read([layer]) } catch let error as LayerErrors { return error.all.first } catch {
            Issue.record("\(error)")
        }
        return nil
    }
}
