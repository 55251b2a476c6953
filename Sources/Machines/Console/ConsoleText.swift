/// Lines of text from the bytes of a console: without escape sequences, carriage returns and other control characters.
///
/// Source: ECMA-48, sections 5.3 (escape sequences), 5.4 (control sequences) and 8.3.89 (operating system commands).
package struct ConsoleText: Sendable {
    private enum State {
        case text, escape, controlSequence, command, commandEscape
    }

    private var state = State.text
    private var line: [UInt8] = []
    /// A guest that never ends its line does not fill the memory.
    static let longest = 8192

    package init() {}

    /// The lines that `bytes` complete.
    package mutating func add(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes where take(byte) { lines.append(finish()) }
        return lines
    }

    /// The line that has begun, and begins anew: for prompts, and at the end.
    package mutating func finish() -> String {
        defer { line.removeAll(keepingCapacity: true) }
        return partial
    }

    package var partial: String { String(decoding: line, as: UTF8.self) }

    /// Whether a line is complete.
    private mutating func take(_ byte: UInt8) -> Bool {
        switch state {
        case .text: return takeText(byte)
        case .escape:
            switch byte {
            case UInt8(ascii: "["): state = .controlSequence
            case UInt8(ascii: "]"): state = .command
            case 0x20..<0x30: break
            default: state = .text
            }
        case .controlSequence:
            if !(0x20..<0x40).contains(byte) { state = .text }
            return byte == 0x0A  // no such sequence holds one: it was cut
        case .command:
            if byte == 0x1B { state = .commandEscape } else if byte == 0x07 || byte == 0x0A { state = .text }
            return byte == 0x0A
        case .commandEscape: state = .text
        }
        return false
    }

    private mutating func takeText(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0A: return true
        case 0x1B: state = .escape
        case 0x09: line.append(0x20)
        case 0..<0x20, 0x7F: break
        default: line.append(byte)
        }
        return line.count >= Self.longest
    }
}
