import Testing

@testable import Machines

struct ConsoleTests {
    private func lines(_ text: String, in pieces: Int = .max) -> [String] {
        var console = ConsoleText()
        var lines: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            lines += console.add(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
        }
        return lines + [console.finish()]
    }

    @Test(arguments: [1, 2, 3, 1000])
    func `escape sequences go, however the bytes arrive`(_ pieces: Int) {
        let text = "\u{1B}[2J\u{1B}[01;01HBdsDxe\u{1B}[=3h: loading\r\n\u{1B}]0;title\u{7}a\tb\u{1B}(Bc\r\nlast é"
        #expect(lines(text, in: pieces) == ["BdsDxe: loading", "a bc", "last é"])
    }

    @Test func `a line without an end is cut`() {
        let lines = lines(String(repeating: "x", count: 20_000))
        #expect(lines.map(\.utf8.count) == [8192, 8192, 20_000 - 2 * 8192])
    }

    @Test func `a sequence that is cut does not swallow the next line`() {
        #expect(lines("a\u{1B}[3\nb\u{1B}]x\nc") == ["a", "b", "c"])
    }

    @Test(arguments: [
        ("Shell> ", ConsoleFailure.Kind.notBootable),
        ("BdsDxe: No bootable option or device was found.", .notBootable),
        ("basalt: 4.21 FAILED: no partition root with the GUID 1", .failed),
        ("[    3.1] xbasalt: 4.21 FAILED: after the kernel's words", .failed),
        ("[    1.234567] Kernel panic - not syncing: Attempted to kill init!", .kernelPanic),
        ("You are in emergency mode. After logging in, type \"journalctl -xb\"", .emergencyMode),
    ])
    func `a failure is seen`(_ line: String, _ kind: ConsoleFailure.Kind) {
        #expect(ConsoleFailure(line)?.kind == kind)
    }

    @Test(arguments: [
        "basalt: 4.21 WARNING: FAILED: is no word of this line", "basalt: 4.21 root", "basalt: FAILED: without a time",
        "[FAILED] Failed to start docker.service", "login: Shell>", "",
    ])
    func `other lines are none`(_ line: String) {
        #expect(ConsoleFailure(line) == nil)
    }

    @Test func `a line is judged when it is complete, as its end says why`() {
        let recorder = ConsoleRecorder(log: nil, stopsAtFailure: true) { _ in }
        #expect(recorder.add(Array("[ 5.3] Kernel panic - not syncing".utf8), at: .zero) == nil)
        let failure = recorder.add(Array(": dm-verity device corrupted\n".utf8), at: .zero)
        #expect(failure?.line == "[ 5.3] Kernel panic - not syncing: dm-verity device corrupted")
    }

    @Test func `a prompt is seen before its line ends`() {
        let recorder = ConsoleRecorder(log: nil, stopsAtFailure: true) { _ in }
        #expect(recorder.add(Array("\u{1B}[1;33mShe".utf8), at: .zero) == nil)
        #expect(recorder.add(Array("ll> ".utf8), at: .zero)?.kind == .notBootable)
    }

    @Test func `the last lines are kept, and no more`() {
        let recorder = ConsoleRecorder(log: nil, stopsAtFailure: true) { _ in }
        for number in 0..<1000 { _ = recorder.add(Array("\(number)\n".utf8), at: .zero) }
        _ = recorder.add(Array("cut".utf8), at: .zero)
        recorder.finish(at: .zero)
        #expect(recorder.lastLines.last == "cut" && recorder.lastLines.count <= 120)
        #expect(recorder.lastLines.dropLast().last == "999")
    }

    @Test(arguments: [
        (Duration.zero, "    0.00"), (.milliseconds(12_345), "   12.34"), (.seconds(100_000), "100000.00"),
    ])
    func `times have two decimals`(_ time: Duration, _ text: String) {
        #expect(ConsoleLog.seconds(time) == text)
    }
}
