import Images
import RootTree
import Testing

import struct RootTree.RootTree

@Suite struct `A path in a tree` {
    /// `/a/b/f`, and links to it of all kinds.
    private static let tree: RootTree = {
        var tree = RootTree()
        let kinds: [Node.Kind] = [
            .directory([entry("b", 2), entry("from-root", 9), entry("up", 4)]),
            .directory([entry("f", 3)]),
            .file(FileContent(size: 1, source: ContentSource(layer: 0, ordinal: 0))),
            .symbolicLink(Array("../../../a/b".utf8)), .symbolicLink(Array("/a//b/./f".utf8)),
            .symbolicLink(Array("two".utf8)), .symbolicLink(Array("one".utf8)), .symbolicLink(Array("/nowhere".utf8)),
            .symbolicLink(Array("/a/b".utf8)),
        ]
        tree.nodes += kinds.map { Node(attributes: Attributes(mode: 0o644), kind: $0) }
        tree[RootTree.root].kind = .directory([
            entry("a", 1), entry("absolute", 5), entry("dangling", 8), entry("one", 6), entry("two", 7),
        ])
        return tree
    }()

    private static func entry(_ name: String, _ node: UInt32) -> DirectoryEntry {
        DirectoryEntry(name: Array(name.utf8), node: NodeIndex(node))
    }

    private func found(_ path: String, followsLast: Bool = true) throws(ImageError) -> String {
        String(decoding: try Self.tree.find(Array(path.utf8), followsLast: followsLast).path, as: UTF8.self)
    }

    @Test(arguments: [
        ("", "/"), ("/", "/"), (".", "/"), ("..", "/"), ("a", "/a"), ("/a/", "/a"), ("a//b/./f", "/a/b/f"),
        ("a/b/..", "/a"), ("a/up/f", "/a/b/f"), ("a/up", "/a/b"), ("a/up/..", "/a"), ("a/from-root/f", "/a/b/f"),
        ("absolute", "/a/b/f"),
        ("../../a/up/../../absolute", "/a/b/f"),
    ])
    func `is found where Linux would find it with the tree as its root`(path: String, place: String) throws {
        #expect(try found(path) == place)
    }

    @Test func `that ends in a link is the link, unless a slash or the caller says otherwise`() throws {
        #expect(try found("a/up", followsLast: false) == "/a/up")
        #expect(try found("a/up/", followsLast: false) == "/a/b")
        #expect(try found("a/up/.", followsLast: false) == "/a/b")
        #expect(try found("one", followsLast: false) == "/one")
    }

    @Test(arguments: [
        ("one", "the symbolic links at `one` in the image lead in a circle"),
        ("two/x", "the symbolic links at `two/x` in the image lead in a circle"),
        ("dangling", "there is no `/nowhere` in the image, where `dangling` leads"),
        ("a/b/g", "there is no `/a/b/g` in the image"), ("a/b/f/x", "`/a/b/f` in the image is no directory"),
        ("a/b/f/..", "`/a/b/f` in the image is no directory"), ("absolute/", "`/a/b/f` in the image is no directory"),
        ("\u{1B}[31m", "there is no `/\\x1b[31m` in the image"),
    ])
    func `that leads nowhere is an error that says so`(path: String, message: String) {
        let error = #expect(throws: ImageError.self) { try found(path) }
        #expect(error?.code == .noSuchPath && error?.message == message)
        #expect(error?.remedy != nil)
    }

    @Test func `has a walk that follows names in order and no links`() throws {
        let paths = TreeWalk(Self.tree, from: try Self.tree.find([], followsLast: true)).map {
            String(decoding: $0.path, as: UTF8.self)
        }
        #expect(
            paths == ["/", "/a", "/a/b", "/a/b/f", "/a/from-root", "/a/up", "/absolute", "/dangling", "/one", "/two"])
        let below = TreeWalk(Self.tree, from: try Self.tree.find(Array("a/b".utf8), followsLast: true))
        #expect(below.map { String(decoding: $0.path, as: UTF8.self) } == ["/a/b", "/a/b/f"])
    }
}
