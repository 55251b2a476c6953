import Archives
import Testing
import TestSupport

/// One block in, one block out.
enum BlockCodec: CaseIterable {
    case zstd, zlib

    var levels: [Int] { self == .zstd ? [-5, 1, 3, 9, 15, 19] : [1, 6, 9] }

    /// - Parameter room: the output's size.
    func pack(_ bytes: [UInt8], level: Int = 3, room: Int) throws -> [UInt8]? {
        try bytes.withUnsafeBytes { input in
            try filled(room) { output in
                switch self {
                case .zstd: try ZstdCompressor.open(level: level).compress(input, into: output)
                case .zlib: try ZlibCompressor.open(level: level).compress(input, into: output)
                }
            }
        }
    }

    func unpack(_ bytes: [UInt8], room: Int) throws -> [UInt8] {
        try bytes.withUnsafeBytes { input in
            try filled(room) { output in
                switch self {
                case .zstd: try ZstdDecompressor.open().decompress(input, into: output)
                case .zlib: try ZlibDecompressor.open().decompress(input, into: output)
                }
            } ?? []
        }
    }

    /// All `blocks`, one after the other, by one context.
    func packAll(_ blocks: [[UInt8]], level: Int) throws -> [[UInt8]?] {
        switch self {
        case .zstd:
            let compressor = try ZstdCompressor.open(level: level)
            return try blocks.map { block in
                try block.withUnsafeBytes { input in
                    try filled(block.count) { try compressor.compress(input, into: $0) }
                }
            }
        case .zlib:
            let compressor = try ZlibCompressor.open(level: level)
            return try blocks.map { block in
                try block.withUnsafeBytes { input in
                    try filled(block.count) { try compressor.compress(input, into: $0) }
                }
            }
        }
    }

    private func filled(_ room: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Int?) throws -> [UInt8]? {
        var output = [UInt8](repeating: 0xEE, count: room)
        return try output.withUnsafeMutableBytes { try body($0) }.map { Array(output[..<$0]) }
    }
}

@Suite struct BlockCodecTests {
    @Test(arguments: BlockCodec.allCases)
    func `what goes in comes out`(_ codec: BlockCodec) throws {
        var random = SeededGenerator(seed: 4)
        for count in [0, 1, 2, 4095, 8192, 131_072, 300_000] {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...7, using: &random) }
            let packed = try #require(try codec.pack(bytes, room: count + 100))
            #expect(try codec.unpack(packed, room: count + 1) == bytes)
        }
    }

    @Test(arguments: BlockCodec.allCases)
    func `a context that has worked before writes the same bytes as a new one`(_ codec: BlockCodec) throws {
        var random = SeededGenerator(seed: 8)
        let words = (0..<300).map { _ in random.bytes(count: Int.random(in: 1...12, using: &random)) }
        let blocks = (0..<24).map { index in
            let size = [131_072, 8192, 4096, 70_001][index % 4]
            if index % 5 == 4 { return random.bytes(count: size) }
            var block: [UInt8] = []
            while block.count < size { block += random.pick(words) }
            return Array(block[..<size])
        }
        for level in codec.levels {
            let reused = try codec.packAll(blocks, level: level)
            let fresh = try blocks.map { try codec.pack($0, level: level, room: $0.count) }
            #expect(reused == fresh, "level \(level)")
        }
    }

    @Test(arguments: BlockCodec.allCases)
    func `what does not fit is no error when packing, and one when unpacking`(_ codec: BlockCodec) throws {
        var random = SeededGenerator(seed: 5)
        let noise = random.bytes(count: 10_000)
        #expect(try codec.pack(noise, room: 9_999) == nil)
        #expect(try codec.pack([7], room: 0) == nil)
        let bomb = try #require(try codec.pack([UInt8](repeating: 0, count: 1 << 20), room: 10_000))
        #expect(throws: CodecFailure.self) { try codec.unpack(bomb, room: 1 << 19) }
    }

    @Test(arguments: BlockCodec.allCases)
    func `damaged, cut off and followed by rubbish is refused`(_ codec: BlockCodec) throws {
        let text = Array(String(repeating: "all the same bytes, ", count: 500).utf8)
        let packed = try #require(try codec.pack(text, room: text.count))
        for length in 0..<packed.count {
            #expect((try? codec.unpack(Array(packed[..<length]), room: text.count)) != text)
        }
        #expect(throws: CodecFailure.self) { try codec.unpack(packed + [0], room: text.count) }
        #expect(throws: CodecFailure.self) { try codec.unpack(Array("no stream".utf8), room: 100) }
    }

    @Test func `a level that does not exist is refused by name`() {
        let zstd = #expect(throws: CodecFailure.self) { try BlockCodec.zstd.pack([], level: 23, room: 9) }
        #expect(zstd?.reason == "there is no level 23; use 1 to 22")
        let zlib = #expect(throws: CodecFailure.self) { try BlockCodec.zlib.pack([], level: 0, room: 9) }
        #expect(zlib?.reason == "there is no level 0; use 1 to 9")
    }

    @Test func `zstd reads our frames and we read its`() throws {
        let text = Array(String(repeating: "frames and blocks ", count: 4000).utf8)
        let ours = try #require(try BlockCodec.zstd.pack(text, room: text.count))
        #expect(try runTool("/usr/bin/zstd", ["-dc"], input: ours).output == text)
        let theirs = try runTool("/usr/bin/zstd", ["-c"], input: text).output
        #expect(try BlockCodec.zstd.unpack(theirs, room: text.count) == text)
    }

    @Test func `the checksum is that of gzip, in one step or many`() {
        let bytes = Array("123456789".utf8)
        #expect(bytes.withUnsafeBytes { CRC32.update(0, $0) } == 0xCBF4_3926)
        let parts = [bytes[..<4], [], bytes[4...]].reduce(UInt32(0)) { checksum, part in
            part.withUnsafeBytes { CRC32.update(checksum, $0) }
        }
        #expect(parts == 0xCBF4_3926)
    }

    @Test func `libraries have versions`() {
        for version in [CodecVersion.zlib, CodecVersion.zstd] {
            #expect(version.split(separator: ".").count >= 3, "\(version)")
            #expect(version.split(separator: ".").allSatisfy { Int($0) != nil }, "\(version)")
        }
    }
}
