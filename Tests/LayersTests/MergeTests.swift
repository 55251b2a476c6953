import Layers
import RootTree
import Testing

/// The rules of layers, each in its smallest case. `UnpackingComparisonTests` holds them against other tools.
@Suite struct MergeTests {
    @Test func `an upper file replaces a lower one, and the lower bytes are not offered`() throws {
        let outcome = try read(["d('a'); f('a/x', 'old'); f('a/y', 'kept')", "f('a/x', 'new')"])
        #expect(outcome.paths == ["/": "dir", "/a": "dir", "/a/x": "file new", "/a/y": "file kept"])
        #expect(outcome.offered == [ContentSource(layer: 1, ordinal: 0), ContentSource(layer: 0, ordinal: 1)])
    }

    @Test func `a whiteout hides a file or a whole directory of lower layers`() throws {
        let outcome = try read([
            "f('a/x', '1'); f('a/y', '2'); f('b/c/d', '3'); f('e', '4')", "f('a/.wh.x', ''); f('.wh.b', '')",
        ])
        #expect(outcome.paths == ["/": "dir", "/a": "dir", "/a/y": "file 2", "/e": "file 4"])
        #expect(outcome.offered.count == 2)
    }

    @Test(arguments: ["f('.wh.a', ''); f('a', 'new')", "f('a', 'new'); f('.wh.a', '')"])
    func `a whiteout does not hide an entry of its own layer, before it or after it`(upper: String) throws {
        #expect(try read(["f('a/x', 'old')", upper]).paths == ["/": "dir", "/a": "file new"])
    }

    @Test(arguments: ["f('d/.wh..wh..opq', ''); f('d/new', 'n')", "f('d/new', 'n'); f('d/.wh..wh..opq', '')"])
    func `an opaque directory shows only what its own layer puts there`(upper: String) throws {
        let outcome = try read(["d('d', mode=0o700); f('d/old', 'o'); f('d/s/t', 'o')", upper])
        #expect(outcome.paths == ["/": "dir", "/d": "dir", "/d/new": "file n"])
        #expect(outcome.node("/d")?.attributes.mode == 0o700)
        #expect(outcome.offered.count == 1)
    }

    @Test func `a directory over a directory merges and has the upper one's attributes`() throws {
        let outcome = try read([
            "add('d', type=tarfile.DIRTYPE, mode=0o755, uid=1, mtime=5, pax_headers={'SCHILY.xattr.user.a': 'b'}); f('d/x')",
            "add('d', type=tarfile.DIRTYPE, mode=0o2700, gid=2, mtime=9); f('d/y')",
        ])
        #expect(outcome.paths.count == 4)
        #expect(outcome.node("/d")?.attributes == Attributes(mode: 0o2700, user: 0, group: 2, modified: 9))
    }

    @Test func `a change of type replaces everything below`() throws {
        let lower = "f('a/b/c', 'x'); f('f', 'x'); l('l', 'a')"
        #expect(try read([lower, "f('a', 'now a file')"]).paths["/a/b"] == nil)
        #expect(try read([lower, "d('f'); f('f/g', 'y')"]).paths["/f/g"] == "file y")
        #expect(try read([lower, "d('l'); f('l/g', 'y')"]).paths["/l"] == "dir")
        #expect(try read([lower, "l('a', 'f')"]).paths["/a"] == "link f")
        #expect(try read([lower, "f('a', 'n')"]).offered.count == 2)
    }

    @Test func `of two entries with one path in a layer the last holds, where that is allowed`() throws {
        var limits = LayerLimits()
        limits.allowed = [.duplicateEntry]
        let bodies = ["f('a', 'first'); f('a', 'second'); d('b'); f('b/x'); f('b', 'file')"]
        #expect(try read(bodies, limits: limits).paths == ["/": "dir", "/a": "file second", "/b": "file file"])
    }

    @Test func `missing parents are directories of root`() throws {
        let outcome = try read(["f('a/b/c', 'x', uid=7)"])
        #expect(outcome.node("/a/b")?.attributes == Attributes(mode: 0o755))
        #expect(outcome.node("/a/b/c")?.attributes.user == 7)
    }

    @Test func `an entry below a link goes to where the link leads`() throws {
        let lower = "d('usr'); d('usr/lib'); l('lib', 'usr/lib'); d('d'); l('d/up', '../usr'); l('abs', '/usr/lib')"
        let outcome = try read([lower, "f('lib/a', '1'); f('d/up/b', '2'); f('abs/c', '3')"])
        #expect(outcome.paths["/usr/lib/a"] == "file 1")
        #expect(outcome.paths["/usr/b"] == "file 2")
        #expect(outcome.paths["/usr/lib/c"] == "file 3")
        #expect(outcome.paths["/lib"] == "link usr/lib")
    }

    @Test func `a link that leads nowhere gets its directory, a circle is an error`() throws {
        #expect(try read(["l('a', 'x/y')", "f('a/f', '1')"]).paths["/x/y/f"] == "file 1")
        #expect(try problems(["l('a', 'b'); l('b', 'a'); f('a/f')"]).map(\.code) == [.linkLoop])
    }

    @Test func `a whiteout below a link hides the file there, unless the layer replaces the link`() throws {
        let lower = "f('usr/lib/a', '1'); f('usr/lib/b', '2'); l('lib', 'usr/lib')"
        #expect(try read([lower, "f('lib/.wh.a', '')"]).paths["/usr/lib/a"] == nil)
        let replaced = try read([lower, "d('lib'); f('lib/.wh..wh..opq', ''); f('lib/.wh.a', '')"])
        #expect(replaced.paths["/usr/lib/a"] == "file 1")
        #expect(replaced.paths["/lib"] == "dir")
    }

    @Test func `an entry below a file is an error`() throws {
        let found = try problems(["f('a', 'file')", "f('a/b', 'x')"])
        #expect(found.map(\.code) == [.parentNotDirectory])
        #expect(found.first?.source == "layer 1")
        #expect(found.first?.entry == "a/b")
    }

    @Test func `a hard link is another name of its inode, in its layer and across layers`() throws {
        let outcome = try read(["f('a', 'text', mode=0o640); h('b', 'a')", "h('d/c', './a')"])
        #expect(outcome.paths == ["/": "dir", "/a": "file text", "/b": "file text", "/d": "dir", "/d/c": "file text"])
        #expect(outcome.root.tree.nodes.count == 3)
        #expect(outcome.node("/d/c")?.attributes.mode == 0o640)
    }

    @Test func `a hidden file that lives on as a hard link is offered after all`() throws {
        let inLayer = try read(["f('a', 'text'); h('b', 'a')", "f('.wh.a', '')"])
        #expect(inLayer.paths == ["/": "dir", "/b": "file text"])
        let across = try read(["f('a', 'old')", "h('b', 'a')", "f('a', 'new')"])
        #expect(across.paths == ["/": "dir", "/a": "file new", "/b": "file old"])
        #expect(across.offered.count == 2)
    }

    @Test func `a hard link to nothing and to a directory are errors, and both are told`() throws {
        let found = try problems(["d('d'); h('a', 'missing'); h('b', 'd'); h('c', '/')"])
        #expect(found.map(\.code) == [.badTarget])
        let merged = try problems(["d('d'); h('a', 'missing'); h('b', 'd')"])
        #expect(merged.map(\.code) == [.linkTargetMissing, .linkToDirectory])
        #expect(try problems(["f('d/f'); h('d', 'd/f')"]).map(\.code) == [.linkTargetMissing])
    }

    @Test func `a path through a link that was replaced later keeps its bytes`() throws {
        // `bin/f` of the bottom layers is `usr/bin/f`; the upper `bin/f` only looks the same.
        let outcome = try read([
            "d('usr'); d('usr/bin'); l('bin', 'usr/bin')", "f('bin/f', 'low')", "d('bin')", "f('bin/f', 'high')",
        ])
        #expect(outcome.paths["/usr/bin/f"] == "file low")
        #expect(outcome.paths["/bin/f"] == "file high")
    }

    @Test func `spellings of a path are one path`() throws {
        var limits = LayerLimits()
        limits.allowed = [.absoluteName]
        let bodies = [
            "d('./'); f('./a', '1'); f('/b', '1'); f('c//d', '1')", "f('a', '2'); f('./b', '2'); f('/c/d', '2')",
        ]
        let outcome = try read(bodies, limits: limits)
        #expect(outcome.paths == ["/": "dir", "/a": "file 2", "/b": "file 2", "/c": "dir", "/c/d": "file 2"])
        #expect(outcome.offered.count == 3)
    }

    @Test func `the root directory's own entry sets its attributes`() throws {
        let outcome = try read(["d('.', mode=0o700)", "f('x')"])
        #expect(outcome.node("/")?.attributes.mode == 0o700)
        #expect(try problems(["l('/', 'x')"]).map(\.code) == [.rootReplaced])
    }

    @Test func `devices, pipes and attributes come through`() throws {
        let outcome = try read([
            """
            add('c', type=tarfile.CHRTYPE, devmajor=4095, devminor=1048575, mode=0o600)
            add('b', type=tarfile.BLKTYPE, devmajor=8, devminor=1)
            add('p', type=tarfile.FIFOTYPE)
            add('f', b'x', pax_headers={'SCHILY.xattr.user.z': '1', 'SCHILY.xattr.security.capability': '2'})
            """
        ])
        #expect(outcome.paths["/c"] == "char 4095:1048575")
        #expect(outcome.paths["/b"] == "block 8:1")
        #expect(outcome.paths["/p"] == "fifo")
        let names = outcome.node("/f")?.attributes.extended.map { String(decoding: $0.name, as: UTF8.self) }
        #expect(names == ["security.capability", "user.z"])
    }

    @Test func `two readings give the same tree, node by node`() throws {
        let bodies = ["f('z'); f('a/y'); h('m', 'z'); l('s', 'q')", "f('b'); f('.wh.z', '')"]
        #expect(try read(bodies).root == read(bodies).root)
    }
}
