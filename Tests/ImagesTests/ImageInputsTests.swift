import Documents
import Images
import Layers
import Testing
import Values

@Suite struct `The recorded inputs of an image` {
    private static let digest = Digest(hash: [1])

    private static func inputs(_ sources: [ImageInputs.Source], _ profile: Node? = nil) -> ImageInputs {
        let parts = JSON.mapping([
            "metadata": JSON.mapping(["name": JSON.text("web")]),
            "target": JSON.mapping(["architecture": JSON.text("aarch64")]),
        ])
        return ImageInputs(
            version: "1", profile: profile ?? parts, profileDigest: digest,
            layers: sources.map { ImageInputs.Layer($0, digests: [digest, nil]) })
    }

    private static func packages(_ url: String) -> LockedLayer {
        let archive = DebianArchive(url: url, suite: "trixie", components: ["main"])
        let package = LockedPackage(
            identity: PackageIdentity(name: "aa", version: "1:2~3", architecture: "arm64"), digest: digest, size: 5,
            archive: url, path: "pool/a.deb")
        return LockedLayer(
            request: PackageLayer(
                kind: .debs, suite: "trixie", architecture: "arm64", archives: [archive], packages: ["aa"]),
            date: Timestamp(seconds: 1_700_000_000), packages: [package])
    }

    private static func read(_ text: String) -> ImageInputs? {
        var diagnostics = Diagnostics()
        let source = SourceFile(name: "inputs.json", directory: nil, text: text)
        return JSONReader.read(source, into: &diagnostics).flatMap { ImageInputs($0) }
    }

    @Test func `are read back as they were written`() {
        var inputs = Self.inputs([
            .local(.ociLayout(path: "/o", .only, .arm64)), .local(.ociLayout(path: "/o", .name("v1"), .arm64)),
            .local(.ociLayout(path: "/o", .digest("sha256:00"), .arm64)),
            .local(.dockerArchive(path: "/d.tar", .only, .arm64)), .local(.tar(path: "/t", digest: nil)),
            .local(.tar(path: "/t", digest: Self.digest)), .local(.deb(path: "/x.deb")),
            .local(.directory(path: "/folder")), .download(url: "https://a.example/x.tar", Self.digest),
            .dockerArchive("/d.tar", Self.digest, .arm64),
            .dockerArchive("https://a.example/d.tar", Self.digest, .arm64),
            .packages(Self.packages("http://deb.example/debian")),
        ])
        inputs.layers.append(ImageInputs.Layer(.local(.dockerArchive(path: "/d.tar", .only, .arm64)), container: "a:1"))
        inputs.bootOrder = [Array("/etc/a".utf8), [0x2F, 0xFF, 0x0A]]
        inputs.givenDate = Timestamp(seconds: 1_600_000_000)
        inputs.limits.ratio = 7
        inputs.limits.entries = 8
        inputs.limits.uncompressedBytes = 9
        inputs.limits.allowed = [.absoluteName, .duplicateEntry]
        inputs.tools = BuildTools.versions(basalt: "1.2.3")
        #expect(Self.read(inputs.text) == inputs)
        #expect(Self.read(Self.inputs([]).text) == Self.inputs([]))
    }

    @Test func `hold no login of an address, and no other secret`() {
        let profile = JSON.mapping([
            "image": JSON.mapping([
                "a": JSON.list([JSON.text("https://user:hunter2@a.example/x@y")]),
                "b": JSON.text("AKIA0123456789ABCDEF"),
            ])
        ])
        let text = Self.inputs(
            [
                .download(url: "https://user:hunter2@a.example/x", Self.digest),
                .packages(Self.packages("http://user:hunter2@deb.example/debian")),
            ], profile
        ).text
        #expect(!text.contains("hunter2") && !text.contains("user") && !text.contains("AKIA"), "\(text)")
        for address in ["https://a.example/x@y", "https://a.example/x", "http://deb.example/debian"] {
            #expect(text.contains("\"\(address)\""), "\(text)")
        }
    }

    @Test(arguments: [
        "\"schema\": 1", "\"version\"", "\"profileDigest\"", "\"layers\"", "\"type\": \"tar\"", "\"path\"", "\"lock\"",
    ])
    func `that lack something are none`(part: String) {
        let whole = Self.inputs([.local(.tar(path: "/t", digest: nil)), .packages(Self.packages("http://a"))]).text
        #expect(Self.read(whole) != nil && whole.contains(part))
        #expect(Self.read(whole.replacing(part, with: "\"x\(part.dropFirst())")) == nil)
    }
}
