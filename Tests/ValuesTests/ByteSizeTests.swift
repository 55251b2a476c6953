import Testing
import Values

@Suite struct ByteSizeTests {
    @Test(
        "units are powers of 1024",
        arguments: [
            ("0", 0), ("12", 12), ("12B", 12), ("128KiB", 131_072), ("4MiB", 4_194_304), ("2GiB", 2_147_483_648),
            ("1TiB", 1_099_511_627_776),
        ])
    func units(_ text: String, _ bytes: Int) { #expect(ByteSize(text)?.bytes == bytes) }

    @Test(
        "anything else is no size",
        arguments: [
            "", "KiB", "-1", "+1", " 1", "1 KiB", "1kib", "1K", "1.5MiB", "9223372036854775808", "9007199254740992TiB",
            "١",
        ])
    func refusals(_ text: String) { #expect(ByteSize(text) == nil) }

    @Test(
        "a size prints with thousands apart",
        arguments: [
            (0, "0 bytes"), (999, "999 bytes"), (1000, "1,000 bytes"), (16_384, "16,384 bytes"),
            (1_234_567, "1,234,567 bytes"), (-123, "-123 bytes"), (-1234, "-1,234 bytes"),
        ])
    func printing(_ bytes: Int, _ text: String) { #expect(ByteSize(bytes: bytes).description == text) }
}
