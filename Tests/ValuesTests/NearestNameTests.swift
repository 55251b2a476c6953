import Testing
import Values

@Suite struct NearestNameTests {
    private static let names = ["contents", "files", "filesystems", "links", "mode", "path", "user"]

    @Test(
        "a slip of the finger finds the name",
        arguments: [
            ("file", "files"), ("contens", "contents"), ("ptah", "path"), ("Mode", "mode"),
            ("filesystem", "filesystems"),
            ("usr", "user"),
        ])
    func nearest(_ word: String, _ name: String) { #expect(nearestName(to: word, among: Self.names) == name) }

    @Test("a strange word finds none", arguments: ["", "xyz", "container", String(repeating: "a", count: 65)])
    func none(_ word: String) { #expect(nearestName(to: word, among: Self.names) == nil) }

    @Test("of equally near names the first in sorted order counts")
    func ties() { #expect(nearestName(to: "bat", among: ["rat", "cat", "hat"]) == "cat") }
}
