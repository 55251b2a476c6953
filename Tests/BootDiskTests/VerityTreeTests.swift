import BootDisk
import Foundation
import TestSupport
import Testing
import Values

/// The hash tree against the real veritysetup.
@Suite struct VerityTreeTests {
    private static func leaves(_ data: [UInt8], _ salt: [UInt8]) throws -> [UInt8] {
        let program = """
            import hashlib, sys
            salt = bytes.fromhex(sys.argv[1]); data = sys.stdin.buffer.read()
            for i in range(0, len(data), 4096): sys.stdout.buffer.write(hashlib.sha256(salt + data[i:i + 4096]).digest())
            """
        let digits = salt.map { String(format: "%02x", $0) }.joined()
        return try runTool("/usr/bin/python3", ["-c", program, digits], input: data).output
    }

    @Test("veritysetup makes the same tree, and verifies ours", arguments: [1, 127, 128, 129, 128 * 128 + 1], [0, 32])
    func same(pages: Int, saltBytes: Int) throws {
        let data = (0..<(pages * 4096)).map { UInt8(truncatingIfNeeded: $0 / 4096 &* 7 &+ $0 / 512) }
        let salt = (0..<saltBytes).map { UInt8($0) }
        let identifier = (0..<16).map { UInt8($0 + 16) }
        let tree = try #require(VerityTree(leaves: try Self.leaves(data, salt), salt: salt, identifier: identifier))
        try withTemporaryFolder { folder in
            let (image, ours, theirs) = ("image", "ours", "theirs")
            try Data(data).write(to: folder.appendingPathComponent(image))
            try Data(tree.bytes).write(to: folder.appendingPathComponent(ours))
            let words = ["-c", "cd \"$1\" && shift && exec /usr/sbin/veritysetup \"$@\"", "sh", folder.path]
            let digits = salt.isEmpty ? "-" : salt.map { String(format: "%02x", $0) }.joined()
            let uuid = "10111213-1415-1617-1819-1a1b1c1d1e1f"
            let made = try runTool(
                "/bin/sh", words + ["format", "--salt=\(digits)", "--uuid=\(uuid)", image, theirs])
            #expect(made.status == 0, "\(made.errorText)")
            #expect(made.text.contains(tree.rootHash.hexadecimal))
            #expect(Array(try Data(contentsOf: folder.appendingPathComponent(theirs))) == tree.bytes)
            let verified = try runTool("/bin/sh", words + ["verify", image, ours, tree.rootHash.hexadecimal])
            #expect(verified.status == 0, "\(verified.errorText)")
        }
    }

    @Test("sizes that no tree has are refused")
    func sizes() {
        let identifier = [UInt8](repeating: 0, count: 16)
        #expect(VerityTree(leaves: [], salt: [], identifier: identifier) == nil)
        #expect(VerityTree(leaves: [1], salt: [], identifier: identifier) == nil)
        let leaf = [UInt8](repeating: 0, count: 32)
        #expect(VerityTree(leaves: leaf, salt: [UInt8](repeating: 0, count: 257), identifier: identifier) == nil)
        #expect(VerityTree(leaves: leaf, salt: [], identifier: []) == nil)
    }
}
