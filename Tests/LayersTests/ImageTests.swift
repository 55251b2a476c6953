import Foundation
import Layers
import Testing
import TestSupport
import Values

@Suite struct ImageTests {
    /// An OCI layout with two tags of two platforms, an attestation, and a docker archive of one of them in both forms.
    private func withImages(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try piped("python3", ["-B", ReferenceTools.fixture("images.py"), folder.path])
            try body(folder)
        }
    }

    private func paths(_ source: LayerSource) throws -> [String: String] { try read(try source.layers()).paths }

    private func code(_ source: LayerSource) -> LayerErrorCode? {
        do { _ = try read(try source.layers()) } catch let error as LayerError {
            return error.code
        } catch let error as LayerErrors {
            return error.all.first?.code
        } catch {
            Issue.record("\(error)")
        }
        return nil
    }

    private static let amd64 = ["/": "dir", "/etc": "dir", "/etc/arch": "file amd64", "/top": "file gzip"]

    @Test func `an image is found by its name, by its digest and by its platform`() throws {
        try withImages { folder in
            let path = folder.appendingPathComponent("layout").path
            #expect(try paths(.ociLayout(path: path, .name("one"), .amd64)) == Self.amd64)
            #expect(try paths(.ociLayout(path: path, .name("one"), .arm64))["/etc/arch"] == "file arm64")
            #expect(try paths(.ociLayout(path: path, .name("docker.io/library/two:latest"), .amd64)) == Self.amd64)
            let image = try OCIImage.find(.name("one"), platform: .amd64, in: BlobDirectory(path: path))
            #expect(image.layers.count == 2)
            #expect(
                code(.ociLayout(path: path, .digest("sha256:" + String(repeating: "0", count: 64)), .amd64))
                    == .noSuchImage)
            #expect(code(.ociLayout(path: path, .name("three"), .amd64)) == .noSuchImage)
            #expect(code(.ociLayout(path: path, .only, .amd64)) == .ambiguousImage)
            #expect(code(.ociLayout(path: path, .name("one"), Platform(architecture: "riscv64"))) == .noSuchPlatform)
            #expect(code(.ociLayout(path: path, .name("helm"), .amd64)) == .unsupported)
        }
    }

    @Test func `an image layout can be one tar file`() throws {
        try withImages { folder in
            let archive = folder.appendingPathComponent("layout.tar").path
            for form in ["gnu", "pax"] {
                try piped(
                    "tar",
                    ["-C", folder.appendingPathComponent("layout").path, "--format=\(form)", "-cf", archive, "."])
                #expect(try paths(.ociLayout(path: archive, .name("one"), .amd64)) == Self.amd64)
            }
        }
    }

    @Test(arguments: ["old.tar", "new.tar"]) func `docker archives of both forms are read`(name: String) throws {
        try withImages { folder in
            let path = folder.appendingPathComponent(name).path
            #expect(try paths(.dockerArchive(path: path, .only, .amd64)) == Self.amd64)
            #expect(try paths(.dockerArchive(path: path, .name("one:v1"), .amd64)) == Self.amd64)
            #expect(try paths(.dockerArchive(path: path, .name("v1"), .amd64)) == Self.amd64)
            #expect(code(.dockerArchive(path: path, .name("v2"), .amd64)) == .noSuchImage)
            #expect(code(.dockerArchive(path: path, .only, .arm64)) == .noSuchPlatform)
            try piped("gzip", ["-k", path])
            #expect(code(.dockerArchive(path: path + ".gz", .only, .amd64)) == .unsupported)
        }
    }

    @Test func `what skopeo writes is read in every form`() throws {
        try withImages { folder in
            let layout = folder.appendingPathComponent("layout").path
            for (form, target) in [
                ("docker-archive", "saved.tar:one:v1"), ("oci-archive", "copied.tar:one"), ("oci", "copy:one"),
            ] {
                let destination = folder.appendingPathComponent(target).path
                try piped(
                    "skopeo",
                    [
                        "--insecure-policy", "--override-arch", "amd64", "copy", "oci:\(layout):one",
                        "\(form):\(destination)",
                    ])
            }
            let saved = folder.appendingPathComponent("saved.tar").path
            #expect(try paths(.dockerArchive(path: saved, .name("one:v1"), .amd64)) == Self.amd64)
            for name in ["copied.tar", "copy"] {
                let copy = folder.appendingPathComponent(name).path
                #expect(try paths(.ociLayout(path: copy, .only, .amd64)) == Self.amd64)
            }
        }
    }

    @Test func `one changed byte in any blob is found`() throws {
        try withImages { folder in
            let blobs = folder.appendingPathComponent("layout/blobs/sha256")
            let used = try OCIImage.find(
                .name("one"), platform: .amd64, in: BlobDirectory(path: folder.appendingPathComponent("layout").path))
            var found = 0
            for name in try FileManager.default.contentsOfDirectory(atPath: blobs.path).sorted() {
                let file = blobs.appendingPathComponent(name)
                let good = try Data(contentsOf: file)
                var bad = good
                bad[bad.count / 2] ^= 1
                try bad.write(to: file)
                let layout = folder.appendingPathComponent("layout").path
                if let code = code(.ociLayout(path: layout, .name("one"), .amd64)) {
                    found += 1
                    #expect(code == .wrongDigest)
                }
                try good.write(to: file)
            }
            // The index, the manifest, the configuration and the layers.
            #expect(found == 3 + used.layers.count)
        }
    }

    @Test func `a blob that is missing is named`() throws {
        try withImages { folder in
            let layout = folder.appendingPathComponent("layout").path
            let image = try OCIImage.find(.name("one"), platform: .amd64, in: BlobDirectory(path: layout))
            let index = try Data(contentsOf: URL(fileURLWithPath: layout + "/index.json"))
            try Data("{".utf8).write(to: URL(fileURLWithPath: layout + "/index.json"))
            #expect(code(.ociLayout(path: layout, .name("one"), .amd64)) == .document)
            try index.write(to: URL(fileURLWithPath: layout + "/index.json"))
            try FileManager.default.removeItem(atPath: layout + "/blobs/sha256/" + image.digest.hexadecimal)
            #expect(code(.ociLayout(path: layout, .name("one"), .amd64)) == .missingBlob)
            #expect(code(.ociLayout(path: "/nowhere", .only, .amd64)) == .unreadable)
        }
    }

    @Test(arguments: ["cat", "gzip", "zstd", "xz"]) func `a tar file of any compression is a layer`(tool: String) throws
    {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("layer").path
            let bytes = try piped(tool, tool == "cat" ? [] : ["-c"], try tar("f('a', 'text')"))
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            let digest = Digest(hexadecimal: try sha256(bytes))
            #expect(try paths(.tar(path: file, digest: digest)) == ["/": "dir", "/a": "file text"])
            #expect(try read(try LayerSource.tar(path: file, digest: nil).layers()).root.layerDigests == [digest])
            #expect(code(.tar(path: file, digest: Digest(bytes: [UInt8](repeating: 1, count: 32)))) == .wrongDigest)
        }
    }

    @Test func `a layer may begin with a frame of zstd that holds no data`() throws {
        let bytes = try piped("zstd", ["-c"], try tar("f('a', 'text')"))
        let skipped: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
        #expect(try read([TarLayer(MemoryBlob(skipped + bytes))]).paths == ["/": "dir", "/a": "file text"])
    }

    @Test func `a docker archive that is pinned by its digest is refused when its configuration is another`() throws {
        try withImages { folder in
            let file = folder.appendingPathComponent("new.tar")
            let config = try #require(
                String(decoding: try piped("tar", ["-tf", file.path]), as: UTF8.self).split(separator: "\n").first)
            let source = LayerSource.dockerArchive(
                path: file.path, .digest("sha256:\(config.split(separator: "/").last ?? "")"), .amd64)
            #expect(code(source) == nil)
            var bytes = try Data(contentsOf: file)
            let range = try #require(bytes.range(of: Data("\"linux\"".utf8)))
            bytes.replaceSubrange(range, with: Data("\"linuX\"".utf8))
            try bytes.write(to: file)
            #expect(code(source) == .wrongDigest)
        }
    }

    @Test func `a layer that is written while it is read has no name`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("layer")
            try Data(try tar("f('a', 'one')")).write(to: file)
            let stack = LayerStack(try LayerSource.tar(path: file.path, digest: nil).layers())
            let identities = stack.layers.map(\.identity)
            #expect(identities.allSatisfy { $0 != nil })
            try stack.check(identities)
            try Data(try tar("f('a', 'longer')")).write(to: file)
            let error = #expect(throws: LayerErrors.self) { try stack.check(identities) }
            #expect(error?.all.map(\.code) == [.changed])
        }
    }

    @Test func `a blob may be a link inside the layout, a link that leads out and a pipe are errors`() throws {
        try withImages { folder in
            let layout = folder.appendingPathComponent("layout")
            let source = LayerSource.ociLayout(path: layout.path, .name("one"), .amd64)
            let blobs = layout.appendingPathComponent("blobs/sha256")
            let files = FileManager.default
            let image = try OCIImage.find(.name("one"), platform: .amd64, in: BlobDirectory(path: layout.path))
            let blob = blobs.appendingPathComponent(image.digest.hexadecimal)
            func link(to target: String) throws {
                try files.removeItem(at: blob)
                try files.createSymbolicLink(atPath: blob.path, withDestinationPath: target)
            }
            try files.copyItem(at: blob, to: folder.appendingPathComponent("outside"))
            try files.moveItem(at: blob, to: layout.appendingPathComponent("shared"))
            try files.createSymbolicLink(atPath: blob.path, withDestinationPath: "../../shared")
            #expect(try paths(source) == Self.amd64)
            // The bytes are the right ones, and still it is not the layout that chooses what is read.
            try link(to: folder.appendingPathComponent("outside").path)
            #expect(code(source) == .blobOutside)
            try link(to: "../../../outside")
            #expect(code(source) == .blobOutside)
            try link(to: "/dev/zero")
            #expect(code(source) == .blobOutside)
            try link(to: blob.lastPathComponent)
            #expect(code(source) == .unreadable)
            try link(to: "nothing")
            #expect(code(source) == .missingBlob)
            try files.removeItem(at: blob)
            try piped("mkfifo", [blob.path])
            #expect(code(source) == .unreadable)
        }
    }

    @Test func `digests are read strictly`() {
        let digits = String(repeating: "0123456789abcdef", count: 4)
        #expect(Digest("sha256:" + digits)?.description == "sha256:" + digits)
        for text in [
            digits, "sha256:" + digits.uppercased(), "sha256:" + digits.dropLast(), "sha512:" + digits,
            "sha256:" + digits + "00",
        ] {
            #expect(Digest(text) == nil)
        }
    }
}
