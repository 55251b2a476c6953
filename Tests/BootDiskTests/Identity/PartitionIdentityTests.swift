import BootDisk
import Testing
import Values

@Suite struct PartitionIdentityTests {
    private static func digest(_ byte: UInt8) throws -> Digest {
        try #require(Digest(bytes: [UInt8](repeating: byte, count: 32)))
    }

    @Test func `an identifier is a UUID of version 8 and the same in every run`() throws {
        let identity = PartitionIdentity(
            name: "host", version: "1.2", inputs: [try Self.digest(1), try Self.digest(2)])
        // By Python's hashlib: SHA-256 over the parts "basalt partition identity 1", purpose, "host", "1.2" and the two
        // digests, each behind its length in eight bytes.
        #expect(identity.identifier(for: "root").description == "f3e309c3-9c03-861b-a0a3-2ac25dfa3565")
        #expect(identity.serial(for: "esp") == 0xD392CC12)
        #expect(PartitionIdentity.veritySalt(name: "host").count == 32)
        for purpose in ["disk", "esp", "root", "root-verity"] {
            let bytes = identity.identifier(for: purpose).bytes
            #expect(bytes[6] >> 4 == 8 && bytes[8] >> 6 == 2)
        }
    }

    @Test func `any other input gives another identifier`() throws {
        let (one, two) = (try Self.digest(1), try Self.digest(2))
        let all = [
            PartitionIdentity(name: "a", version: "1", inputs: [one]),
            PartitionIdentity(name: "a1", version: "", inputs: [one]),
            PartitionIdentity(name: "a", version: "2", inputs: [one]),
            PartitionIdentity(name: "a", version: "1", inputs: [two]),
            PartitionIdentity(name: "a", version: "1", inputs: [one, two]),
            PartitionIdentity(name: "a", version: "1", inputs: [two, one]),
        ]
        let identifiers = all.flatMap { [$0.identifier(for: "root"), $0.identifier(for: "esp")] }
        #expect(Set(identifiers).count == 12)
        #expect(Set(all.map { $0.serial(for: "esp") }).count == 6)
        #expect(PartitionIdentity.veritySalt(name: "a") != PartitionIdentity.veritySalt(name: "b"))
    }
}
