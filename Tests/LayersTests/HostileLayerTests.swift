import Archives
import Foundation
import Layers
import Testing
import TestSupport
import Values

/// Layers that nobody should trust: each gives its error, and all that can be told are told at once.
@Suite struct HostileLayerTests {
    private static let names: [(String, LayerErrorCode)] = [
        ("f('/x')", .absoluteName), ("d('//x/')", .absoluteName), ("f('/.wh.x')", .absoluteName),
        ("f('x'); f('x')", .duplicateEntry), ("d('x'); f('./x')", .duplicateEntry),
        ("f('x'); d('x/')", .duplicateEntry), ("f('x'); h('y', 'x'); h('y', 'x')", .duplicateEntry),
        ("l('x', '..'); f('x/y')", .linkAboveRoot), ("l('x', '/a/../../b'); d('x/y')", .linkAboveRoot),
        ("d('a'); l('a/x', '../..'); l('y', 'a/x'); f('y/z')", .linkAboveRoot),
        ("l('x', '../etc'); h('y', 'x/shadow')", .linkAboveRoot), ("h('x', 'missing')", .linkTargetMissing),
        ("l('x', '/etc'); h('y', 'x/shadow')", .linkTargetMissing),
        ("l('x', 'y'); l('y', 'x'); f('x/z')", .linkLoop), ("f('x'); f('x/y')", .parentNotDirectory),
        ("f('../x')", .parentComponent), ("f('a/../../x')", .parentComponent), ("f('/..')", .parentComponent),
        ("h('x', '../../etc/shadow')", .parentComponent), ("f('a\\nb')", .controlCharacter),
        ("f('a\\x1b[2J')", .controlCharacter), ("f('n' * 256)", .nameTooLong),
        ("f('/'.join(['d' * 200] * 25))", .pathTooLong), ("f('/'.join('d' * 300))", .tooDeep),
        ("f('.wh.')", .badWhiteout), ("f('a/.wh.b/c')", .badWhiteout), ("l('a', '.wh.b'); f('a/c')", .tooDeep),
        ("f('a/.wh..')", .badWhiteout), ("f('a/.wh...')", .badWhiteout),
        ("f('.wh..wh.plnk')", .badWhiteout), ("l('x', '')", .badTarget), ("l('x', 't' * 5000)", .badTarget),
        ("h('x', '.')", .badTarget), ("add('.', type=tarfile.FIFOTYPE)", .rootReplaced),
        ("add('x', uid=2**32)", .badOwner), ("add('x', gid=2**32 - 1)", .badOwner), ("add('x', uid=-1)", .badOwner),
        ("add('x', type=tarfile.CHRTYPE, devmajor=4096)", .badDevice),
        ("add('x', type=tarfile.BLKTYPE, devminor=1048576)", .badDevice),
        ("add('x', pax_headers={'SCHILY.xattr.user.a': 'v' * 200000})", .attributesTooLarge),
        ("add('x', pax_headers={'SCHILY.xattr.user.a': 'v' * 65537})", .attributesTooLarge),
        ("add('x', pax_headers={'SCHILY.xattr.user.' + 'n' * 251: 'v'})", .attributesTooLarge),
        (
            "add('x', pax_headers={'SCHILY.xattr.user.%d%s' % (i, 'n' * 240): 'v' for i in range(300)})",
            .attributesTooLarge
        ),
        ("add('x', pax_headers={'SCHILY.xattr.com.apple.provenance': 'v'})", .badAttribute),
        ("add('x', pax_headers={'SCHILY.xattr.user.': 'v'})", .badAttribute),
    ]

    @Test(arguments: names) func `an entry that cannot be is an error that names it`(
        body: String, code: LayerErrorCode
    ) throws {
        let found = try problems([body])
        #expect(found.map(\.code) == [code])
        #expect(found.first?.source == "layer 0")
        #expect(found.first?.entry != nil)
        // Nothing in the message can drive a terminal.
        #expect(found.allSatisfy { $0.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } })
    }

    @Test func `all entries that are wrong are told together`() throws {
        let found = try problems(["f('../a'); f('good'); add('b', uid=-1); f('.wh..')"])
        #expect(found.map(\.code) == [.parentComponent, .badOwner, .badWhiteout])
        #expect(found.map(\.entry) == ["../a", "b", ".wh.."])
    }

    @Test func `an oddity can be allowed, and then means what it means to container engines`() throws {
        func tree(_ oddity: Oddity, _ body: String) throws -> [String: String] {
            var limits = LayerLimits()
            limits.allowed = Set(Oddity.allCases).subtracting([oddity])
            #expect(try problems([body], limits: limits).map(\.code.rawValue) == [oddity.rawValue])
            limits.allowed = [oddity]
            return try read([body], limits: limits).paths
        }
        #expect(try tree(.controlCharacter, "f('a\\nb')") == ["/": "dir", "/a\\x0ab": "file x"])
        #expect(try tree(.absoluteName, "f('/a')") == ["/": "dir", "/a": "file x"])
        #expect(try tree(.duplicateEntry, "f('a', '1'); f('a', '2')") == ["/": "dir", "/a": "file 2"])
        #expect(
            try tree(.linkAboveRoot, "l('a', '../../b'); f('a/c')")
                == ["/": "dir", "/a": "link ../../b", "/b": "dir", "/b/c": "file x"])
    }

    @Test func `what only looks odd is taken`() throws {
        // A link that leads out harms nobody who does not go through it: on the host, `..` ends at the root.
        #expect(try read(["l('a', '../../etc/shadow'); l('b', '/etc/shadow')"]).paths.count == 3)
        // Builders repeat parents, and some store the root itself.
        #expect(try read(["add('/', type=tarfile.DIRTYPE); d('a'); f('a/b'); d('a'); h('c', '/a/b')"]).paths.count == 4)
    }

    @Test func `every limit ends the reading`() throws {
        func code(_ body: String, _ change: (inout LayerLimits) -> Void) throws -> [LayerErrorCode] {
            var limits = LayerLimits()
            change(&limits)
            return try problems([body], limits: limits).map(\.code)
        }
        #expect(try code("f('a', 'x' * 5000)") { $0.uncompressedBytes = 4000 }.contains(.tooManyBytes))
        #expect(try code("[f('a%d' % i) for i in range(6)]") { $0.entries = 5 } == [.tooManyEntries])
        #expect(try code("f('a/b/c/d')") { $0.entries = 3 } == [.tooManyEntries])
        #expect(try code("f('a/b/c')") { $0.depth = 2 } == [.tooDeep])
        #expect(try code("f('abc')") { $0.pathBytes = 2 } == [.pathTooLong])
        #expect(try code("f('abc')") { $0.nameBytes = 2 } == [.nameTooLong])
        #expect(try code("f('a')") { $0.layers = 0 } == [.tooManyEntries])
    }

    @Test func `the limit of bytes is one for all layers`() throws {
        var limits = LayerLimits()
        limits.uncompressedBytes = 25_000
        let body = "f('a', 'x' * 8000)"
        #expect(try problems([body], limits: limits).isEmpty)
        #expect(try problems([body, body, body], limits: limits).map(\.code) == [.tooManyBytes])
    }

    @Test func `a sparse file that claims too much is refused without reading it`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("huge").path
            try piped("truncate", ["-s", "7T", path])
            let archive = try piped("tar", ["-C", folder.path, "--sparse", "--format=pax", "-c", "huge"])
            let layers: [any Layer] = [TarLayer(MemoryBlob(archive)), DirectoryLayer(path: folder.path)]
            for layer in layers {
                let errors = #expect(throws: LayerErrors.self) { try read([layer]) }
                #expect(errors?.all.map(\.code) == [.tooManyBytes])
            }
        }
    }

    @Test(arguments: ["gzip", "zstd", "xz"]) func `a compressed layer that ends too early is truncated, not damaged`(
        tool: String
    ) throws {
        let whole = try piped(tool, ["-c"], try tar("f('a', ''.join(chr(48 + i * i % 61) for i in range(9000)))"))
        for length in [whole.count - 1, whole.count / 2, whole.count / 2 + 1] {
            let error = #expect(throws: LayerErrors.self) { try read([TarLayer(MemoryBlob(Array(whole[..<length])))]) }
            #expect(error?.all.map(\.code) == [.truncated], "\(length) of \(whole.count)")
        }
    }

    /// `i` is an entry of a size that no data follows.
    private static let sizes: [(String, LayerErrorCode)] = [
        ("i.size = 2 ** 33; out.write(i.tobuf(tarfile.GNU_FORMAT))", .truncated),
        ("i.size = 2 ** 40; out.write(i.tobuf(tarfile.GNU_FORMAT))", .tooManyBytes),
        ("i.size = 2 ** 62; out.write(i.tobuf(tarfile.GNU_FORMAT))", .tooManyBytes),
        ("b = bytearray(i.tobuf()); b[124:136] = b'\\xff' * 12; out.write(checked(b))", .damaged),
        ("i.pax_headers = {'size': str(2 ** 63 - 1)}; out.write(i.tobuf(tarfile.PAX_FORMAT))", .damaged),
        ("i.pax_headers = {'size': '9' * 40}; out.write(i.tobuf(tarfile.PAX_FORMAT))", .damaged),
        ("i.pax_headers = {'comment': 'c' * (40 << 20)}; out.write(i.tobuf(tarfile.PAX_FORMAT))", .damaged),
        ("i.name = 'n' * (40 << 20); out.write(i.tobuf(tarfile.GNU_FORMAT))", .damaged),
        ("i.pax_headers = sparse('0,1,' * 3 + '9' * 30 + ',1'); out.write(i.tobuf(tarfile.PAX_FORMAT))", .damaged),
    ]

    @Test(arguments: sizes) func `a size that cannot be is an error, at once and without the memory`(
        body: String, code: LayerErrorCode
    ) throws {
        let start = """
            def checked(b):
                b[148:156] = b'        '
                b[148:156] = b'%06o\\0 ' % sum(b)
                return bytes(b)
            def sparse(m): return {'GNU.sparse.map': m, 'GNU.sparse.size': '100', 'GNU.sparse.numblocks': '4'}
            f('first'); i = tarfile.TarInfo('x')

            """
        let found = try problems([start + body])
        #expect(found.map(\.code) == [code], "\(found)")
        #expect(found.first?.source == "layer 0")
        #expect(["first", "x"].contains(found.first?.entry))
    }

    @Test(arguments: ["gzip", "zstd", "xz"]) func `a bomb stops early`(tool: String) throws {
        var limits = LayerLimits()
        limits.ratioFreeBytes = 4 << 20
        let bomb = try piped(tool, ["-c"], try tar("add('zeros', bytes(32 << 20))"))
        let layer = TarLayer(MemoryBlob(bomb, name: "bomb"))
        let errors = #expect(throws: LayerErrors.self) { try read([layer], limits: limits) }
        #expect(errors?.all.map(\.code) == [.bomb])
        #expect(errors?.all.first?.entry == "zeros")
        #expect(try read([layer]).paths.count == 2)
    }

    @Test(arguments: ["cat", "gzip", "zstd", "xz"]) func `a layer that is cut off is an error`(tool: String) throws {
        let whole = try tar("f('a', 'x' * 3000); f('b', 'y')")
        let packed = tool == "cat" ? whole : try piped(tool, ["-c"], whole)
        for length in stride(from: 0, to: tool == "cat" ? 5120 : packed.count, by: tool == "cat" ? 256 : 1) {
            let layer = TarLayer(MemoryBlob(Array(packed[..<length])))
            #expect(throws: LayerErrors.self, "length \(length)") { try read([layer]) }
        }
    }

    @Test func `a wrong digest, a wrong size and a wrong digest of the archive are found`() throws {
        let archive = try tar("f('a')")
        let packed = try Gzip.compress(archive)
        let digest = try #require(Digest(hexadecimal: try sha256(packed)))
        let plain = try #require(Digest(hexadecimal: try sha256(archive)))
        func code(_ expected: TarLayer.Expected, _ bytes: [UInt8]) throws -> LayerErrorCode? {
            do { _ = try read([TarLayer(MemoryBlob(bytes), expected: expected)]) } catch let error as LayerErrors {
                return error.all.first?.code
            }
            return nil
        }
        #expect(try code(.init(digest: digest, size: UInt64(packed.count), plainDigest: plain), packed) == nil)
        #expect(try code(.init(plainDigest: plain), packed) == nil)
        #expect(try code(.init(digest: plain), packed) == .wrongDigest)
        #expect(try code(.init(plainDigest: digest), packed) == .wrongDigest)
        #expect(try code(.init(digest: digest, size: 7), packed) == .wrongSize)
        // Bytes behind the archive's end belong to the digest, too.
        let padded = archive + [UInt8](repeating: 0, count: 1 << 20)
        #expect(try code(.init(digest: plain), padded) == .wrongDigest)
        #expect(try code(.init(digest: Digest(hexadecimal: try sha256(padded))), padded) == nil)
    }
}
