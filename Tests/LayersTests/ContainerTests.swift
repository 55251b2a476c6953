import Foundation
import Layers
import RootTree
import TestSupport
import Testing
import Values

/// Container images on their way into a host's root file system.
@Suite struct ContainerTests {
    private static let name = "registry.example:5000/shop/app:1.4"
    private static let path = "/usr/share/basalt/containers/registry.example@5000+shop+app@1.4.tar"

    private func withImages(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try piped("python3", ["-B", ReferenceTools.fixture("images.py"), folder.path])
            try body(folder)
        }
    }

    private func sources(_ folder: URL) -> [LayerSource] {
        [
            .ociLayout(path: folder.path + "/layout", .name("two:latest"), .amd64),
            .dockerArchive(path: folder.path + "/old.tar", .only, .amd64),
            .dockerArchive(path: folder.path + "/new.tar", .only, .amd64),
        ]
    }

    /// The bytes of the one file that the layer is.
    private func archive(_ source: LayerSource) throws -> [UInt8] {
        let layer = ContainerLayer(try source.container(named: Self.name), modified: Timestamp(seconds: 1_700_000_000))
        let outcome = try read([layer])
        let node = try #require(outcome.node(Self.path))
        guard case .file(let content) = node.kind else { throw Unreadable(description: "no file") }
        #expect(node.attributes.mode == 0o644 && node.attributes.modified == 1_700_000_000)
        let bytes = try #require(outcome.contents[content.source])
        #expect(layer.storedSize == UInt64(bytes.count))
        #expect(outcome.root.layerDigests == [Digest(hexadecimal: try sha256(bytes))])
        return bytes
    }

    @Test func `an image of any form becomes an archive that others take for one of docker's`() throws {
        try withImages { folder in
            for (number, source) in sources(folder).enumerated() {
                let file = folder.appendingPathComponent("\(number).tar")
                try Data(archive(source)).write(to: file)
                let listed = String(decoding: try piped("tar", ["-tf", file.path]), as: UTF8.self)
                #expect(listed.split(separator: "\n").count == 4, "\(listed)")
                let config = try piped("skopeo", ["inspect", "--config", "--raw", "docker-archive:\(file.path)"])
                let digest = try source.container(named: Self.name).identifier
                #expect(digest.hexadecimal == (try sha256(config)))
                let names = try piped("skopeo", ["list-tags", "docker-archive:\(file.path)"])
                #expect(String(decoding: names, as: UTF8.self).contains("\"\(Self.name)\""))
                let again = LayerSource.dockerArchive(path: file.path, .name(Self.name), .amd64)
                #expect(try read(try again.layers()).paths["/top"] == "file gzip")
            }
        }
    }

    @Test func `the same image and name give the same bytes`() throws {
        try withImages { folder in
            for source in sources(folder) {
                let archive = try archive(source)
                #expect(try archive == self.archive(source))
            }
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a changed byte of a layer is found while the archive is written`(number: Int) throws {
        try withImages { folder in
            let source = sources(folder)[number]
            let first = try #require(try source.layers().first?.identity)
            let blob = "/layout/blobs/sha256/" + first.suffix(64)
            let file = URL(fileURLWithPath: folder.path + [blob, "/old.tar", "/new.tar"][number])
            var bytes = try Data(contentsOf: file)
            bytes[try #require(bytes.range(of: Data("etc/arch".utf8))).lowerBound] ^= 1
            try bytes.write(to: file)
            let error = #expect(throws: LayerErrors.self) { try archive(source) }
            #expect(error?.all.first?.code == .wrongDigest)
        }
    }

    @Test func `what is no image is refused`() {
        let error = #expect(throws: LayerError.self) {
            try LayerSource.directory(path: "/usr").container(named: Self.name)
        }
        #expect(error?.code == .unsupported)
    }
}
