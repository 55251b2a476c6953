import Machines
import TestSupport
import Testing
import Values

struct VerdictTests {
    private func verdict(_ text: String = Sample.report, failure: String? = nil) throws -> Verdict {
        Verdict(
            try BootReport.parse(Array(text.utf8)), failure: failure, disk: Sample.disk, date: Sample.date)
    }

    @Test func `a host that passed everything has passed`() throws {
        let verdict = try verdict()
        #expect(verdict.passed && verdict.failures.isEmpty)
        #expect(try verdict.text == GoldenFile.expected("verdict.json", for: verdict.text, beside: #filePath))
    }

    @Test func `what is written is read back`() throws {
        for failure in [nil, "the machine still ran after \"480\" s\n"] {
            let verdict = try verdict(failure: failure)
            #expect(try Verdict.parse(Array(verdict.text.utf8), named: "verdict.json") == verdict)
        }
    }

    @Test(arguments: [
        ("\"name\":\"no unit has failed\",\"passed\":true", "\"name\":\"no unit has failed\",\"passed\":false"),
        ("\"name\":\"mine\",\"passed\":true", "\"name\":\"mine\",\"passed\":false"),
        ("no unit has failed", "some unit has failed"),
        ("{\"type\":\"end\",\"name\":\"docker-host\"}\n", ""),
    ])
    func `one bad or missing part is enough to fail`(_ part: String, _ change: String) throws {
        #expect(try !verdict(Sample.report.replacing(part, with: change)).passed)
    }

    @Test func `a machine that did not end in order has not passed`() throws {
        #expect(try !verdict(failure: "the kernel panicked").passed)
    }

    @Test func `a verdict that says more than its checks is refused`() throws {
        let failed = try verdict(failure: "the kernel panicked").text
        let forged = failed.replacing("\"passed\": false", with: "\"passed\": true")
        #expect(forged != failed)
        let error = #expect(throws: MachineError.self) { try Verdict.parse(Array(forged.utf8), named: "v.json") }
        #expect(error?.code == .badVerdict && error?.message.contains("`passed`") == true)
    }

    @Test(arguments: [
        ("\"schema\": 1", "\"schema\": 2"), ("sha256:", "sha1:"), ("\"seconds\": 41.0", "\"seconds\": \"41\""),
        ("\"status\": 0", "\"state\": 0"), ("\"kernel\": \"6.12\"", "\"kernel\": 6"), ("\"failures\"", "\"failure\""),
        ("2026-09-21T", "2026-09-21 "), ("{", "["),
    ])
    func `a damaged verdict is refused`(_ part: String, _ change: String) throws {
        let text = try verdict().text
        let damaged = text.replacing(part, with: change, maxReplacements: 1)
        #expect(damaged != text)
        let error = #expect(throws: MachineError.self) { try Verdict.parse(Array(damaged.utf8), named: "v.json") }
        #expect(error?.code == .badVerdict)
    }
}
