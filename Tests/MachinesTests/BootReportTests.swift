import Machines
import TestSupport
import Testing

struct BootReportTests {
    private func parse(_ text: String) throws -> BootReport { try BootReport.parse(Array(text.utf8)) }

    @Test func `a whole report is read`() throws {
        let report = try parse(Sample.report)
        #expect(report.image == "docker-host" && report.version == "1.0.0" && report.isComplete)
        #expect(report.trace == ["/usr/lib/systemd/systemd", "/usr/bin/a b"])
        #expect(report.facts == ["kernel": "6.12"])
        #expect(
            report.milestones == [
                .init(name: "initramfs", seconds: 3.51), .init(name: "multi-user", seconds: 41),
            ])
        #expect(report.checks.count == 6 && report.checks.last?.detail == "one\ntwo")
        #expect(report.tests == [.init(name: "mine", passed: true, status: 0, detail: "\"quoted\"")])
    }

    @Test func `a report that was cut in a line tells what came before it`() throws {
        let cut = try #require(Sample.report.firstRange(of: "{\"type\":\"test\""))
        let report = try parse(Sample.report[..<cut.upperBound] + "")
        #expect(!report.isComplete && report.checks.count == 6 && report.tests.isEmpty)
    }

    static let bad = [
        ("", "reported nothing"),
        ("{\"type\":\"begin\"", "reported nothing"),
        ("{\"type\":\"end\",\"name\":\"x\"}\n", "line 1 .*does not begin"),
        ("B\n{\"type\":\"other\",\"name\":\"x\"}\n", "line 2 .*no type `other`"),
        ("B\n{\"type\":\"begin\",\"name\":\"x\",\"version\":\"1\"}\n", "line 2 .*no type `begin`"),
        ("B\n{\"type\":\"trace\"}\n", "line 2 .*`name`"),
        ("B\n{\"type\":\"trace\",\"name\":\"etc/passwd\"}\n", "line 2 .*absolute"),
        ("B\n{\"type\":\"trace\",\"name\":\"/a\",\"size\":1}\n", "line 2 .*no member `size`"),
        ("B\n{\"type\":\"check\",\"name\":\"a\",\"passed\":1,\"detail\":\"\"}\n", "line 2 .*`passed`"),
        ("B\n{\"type\":\"check\",\"name\":\"a\",\"passed\":true}\n", "line 2 .*`detail`"),
        ("B\n{\"type\":\"test\",\"name\":\"a\",\"passed\":true,\"status\":256,\"detail\":\"\"}\n", "line 2 .*`status`"),
        ("B\n{\"type\":\"milestone\",\"name\":\"a\",\"seconds\":-1}\n", "line 2 .*`seconds`"),
        ("B\n{\"type\":\"milestone\",\"name\":\"a\",\"seconds\":1e300}\n", "line 2 .*`seconds`"),
        (
            "B\n{\"type\":\"fact\",\"name\":\"a\",\"value\":\"1\"}\n{\"type\":\"fact\",\"name\":\"a\",\"value\":\"1\"}\n",
            "line 3 .*twice"
        ),
        ("B\n{\"type\":\"fact\",\"name\":\"a\",\"value\":\"1\",\"value\":\"2\"}\n", "line 2 .*twice"),
        ("B\n{\"type\":\"end\",\"name\":\"y\"}\n", "line 2 .*another image"),
        ("B\n{\"type\":\"end\",\"name\":\"x\"}\n{\"type\":\"trace\",\"name\":\"/a\"}\n", "line 3 .*follows the end"),
        ("B\n{\"type\":\"end\",\"name\":\"x\"}\n{\"type", "line 3 .*follows the end"),
        ("B\n\n", "line 2 "), ("B\nnull\n", "line 2 "), ("B\n[]\n", "line 2 "),
        ("B\n{\"type\":\"\\u001b[2J\",\"name\":\"x\"}\n", "line 2 .*`\\\\u\\{1b\\}\\[2J`"),
        ("B\n{\"type\":\"trace\",\"name\":\"/\(String(repeating: "a", count: 70_000))\"}\n", "line 2 .*64 KiB"),
    ]

    @Test(arguments: bad.indices)
    func `a report of another shape is refused, and its line named`(_ index: Int) throws {
        let (text, pattern) = Self.bad[index]
        let begin = "{\"type\":\"begin\",\"name\":\"x\",\"version\":\"1\"}"
        let error = #expect(throws: MachineError.self) {
            try parse(text.hasPrefix("B") ? begin + text.dropFirst() : text)
        }
        #expect(error?.code == .badReport)
        #expect(try error?.message.contains(Regex(pattern)) == true, "\(error?.message ?? "")")
    }

    @Test func `bytes that are no text are refused`() {
        let bytes = Array(Sample.report.utf8).map { $0 == UInt8(ascii: "V") ? 0xFF : $0 }
        let error = #expect(throws: MachineError.self) { try BootReport.parse(bytes) }
        #expect(error?.message.contains("line 7 ") == true)
    }

    @Test func `a report that is too long is refused`() {
        let error = #expect(throws: MachineError.self) {
            try BootReport.parse([UInt8](repeating: 0x0A, count: BootReport.byteLimit + 1))
        }
        #expect(error?.message.contains("16 MiB") == true)
    }

    @Test func `a damaged report is read or refused, and never more than it was`() throws {
        let good = Array(Sample.report.utf8)
        let whole = try BootReport.parse(good)
        var random = SeededGenerator(seed: 4)
        var refused = 0
        for _ in 0..<3000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...60, using: &random)))
                case 2: bytes.insert(random.pick(Array("{}[]\",:\\\n0e".utf8)), at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            do throws(MachineError) {
                let report = try BootReport.parse(bytes)
                #expect(report.checks.count <= whole.checks.count && report.trace.count <= whole.trace.count)
            } catch {
                #expect(error.code == .badReport)
                refused += 1
            }
        }
        #expect(refused > 1000)
    }
}
