import Testing
import Values

@Suite struct VersionTests {
    @Test("three numbers make a version")
    func reads() {
        #expect(Version("3.10.2") == Version(3, 10, 2))
        #expect(Version(3, 4, 0).description == "3.4.0")
    }

    @Test(
        "anything else is no version",
        arguments: [
            "", "3", "3.4", "3.4.0.0", "3.4.", ".4.0", "03.4.0", "3.4.00", "-3.4.0", "3.4.0-experimental", "3.4.x",
            " 3.4.0",
            "3.4.99999999999999999999", "３.4.0",
        ])
    func refusals(_ text: String) { #expect(Version(text) == nil) }

    @Test("versions order by number, not by text")
    func order() {
        let sorted = [Version(2, 9, 9), Version(3, 2, 0), Version(3, 10, 0), Version(3, 10, 1)]
        #expect(sorted.shuffled().sorted() == sorted)
    }
}
