import Archives
import Testing
import TestSupport

@Suite struct GzipBytesTests {
    private let text = Array(String(repeating: "all the same bytes, ", count: 5000).utf8)

    private func inflated(_ bytes: [UInt8], chunk: Int = .max) throws -> [UInt8] {
        try GzipBytes(MemoryBytes(bytes, chunk: chunk)).readAll(limit: 1 << 26)
    }

    @Test func `what gzip writes at any level comes out`() throws {
        var random = SeededGenerator(seed: 11)
        let inputs = [[], [7], text, random.bytes(count: 300_000), text + random.bytes(count: 700_000) + text]
        for input in inputs {
            for level in ["-1", "-6", "-9"] {
                #expect(try inflated(piped("gzip", [level, "-c"], input)) == input)
            }
        }
    }

    @Test func `the size of the buffers makes no difference`() throws {
        let packed = try Gzip.compress(text) + Gzip.compress([]) + Gzip.compress(Array(text.prefix(70_001)))
        let expected = text + text.prefix(70_001)
        for chunk in [1, 2, 3, 7, 19, 331, 4096, packed.count] {
            #expect(try inflated(packed, chunk: chunk) == expected)
        }
    }

    @Test(arguments: [false, true]) func `a header with a name, a comment and a checksum is skipped`(
        hasChecksum: Bool
    ) throws {
        let packed = try python(
            """
            import sys, zlib, struct, binascii
            flags = 0x1c | \(hasChecksum ? 2 : 0)
            head = b"\\x1f\\x8b\\x08" + bytes([flags]) + b"\\0\\0\\0\\0\\0\\xff" + struct.pack("<H", 700) + b"e" * 700
            head += b"n" * 900 + b"\\0" + b"c" * 900 + b"\\0"
            if flags & 2: head += struct.pack("<H", binascii.crc32(head) & 0xffff)
            body = zlib.compressobj(9, zlib.DEFLATED, -15)
            data = body.compress(b"hello") + body.flush()
            sys.stdout.buffer.write(head + data + struct.pack("<II", binascii.crc32(b"hello"), 5))
            """)
        // ISA-L refuses a header checksum (which no packer writes) where the header is spread over two buffers.
        for chunk in hasChecksum ? [packed.count] : [1, 5, 1000, packed.count] {
            #expect(try inflated(packed, chunk: chunk) == Array("hello".utf8))
        }
    }

    @Test func `a stream that is cut off is an error at every length`() throws {
        let packed = try Gzip.compress(Array(text.prefix(2000))) + Gzip.compress(Array("end".utf8))
        let first = try Gzip.compress(Array(text.prefix(2000))).count
        for length in 0..<packed.count where length != first {
            let error = #expect(throws: ArchiveError.self) { try inflated(Array(packed[..<length])) }
            #expect(error?.code == .truncated, "length \(length)")
        }
    }

    @Test func `bytes after the last member are an error`() throws {
        let packed = try Gzip.compress(text)
        for tail: [UInt8] in [[0], [0, 0, 0], Array("tail".utf8), [0x1F, 0x8B, 9] + text.prefix(20)] {
            let error = #expect(throws: ArchiveError.self) { try inflated(packed + tail) }
            #expect(error?.code == .trailingData)
        }
    }

    @Test func `a wrong checksum and a wrong length are errors`() throws {
        let packed = try Gzip.compress(text)
        for index in packed.count - 8..<packed.count {
            var damaged = packed
            damaged[index] ^= 1
            let error = #expect(throws: ArchiveError.self) { try inflated(damaged) }
            #expect(error?.code == .damaged)
        }
    }

    @Test func `what is not gzip is an error`() throws {
        #expect(throws: ArchiveError.self) { try inflated(text) }
        #expect(throws: ArchiveError(.truncated, "the gzip data ends too early")) { try inflated([]) }
    }

    @Test func `damaged bytes never give other bytes`() throws {
        let packed = try Gzip.compress(text)
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2000 {
            var damaged = packed
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            // A changed time or system byte in the header is harmless.
            if let bytes = try? inflated(damaged) { #expect(bytes == text) }
        }
    }

    @Test func `the digest covers every compressed byte`() throws {
        let packed = try Gzip.compress(text)
        let digesting = DigestingBytes(MemoryBytes(packed, chunk: 100))
        #expect(try GzipBytes(digesting).readAll(limit: .max) == text)
        let expected = try piped("sha256sum", ["-b"], packed).prefix(64)
        let hexadecimal = digesting.digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(Array(hexadecimal.utf8) == Array(expected))
        #expect(digesting.count == UInt64(packed.count))
    }
}
