import Glibc

/// A file of console lines, each behind the seconds since the machine was switched on: `  12.34 basalt: 3.1 root`.
final class ConsoleLog {
    private let stream: UnsafeMutablePointer<FILE>

    private init(_ stream: UnsafeMutablePointer<FILE>) { self.stream = stream }

    deinit { fclose(stream) }

    static func open(_ path: String) throws(MachineError) -> ConsoleLog {
        guard let stream = fopen(path, "we") else {
            throw MachineError(
                .temporaryFiles, "the console's log `\(path)` cannot be written: \(String(cString: strerror(errno)))",
                remedy: "name a file in a folder that exists and can be written to")
        }
        return ConsoleLog(stream)
    }

    /// What a full disk loses is not worth a machine.
    func write(_ line: String, at time: Duration) {
        fputs("\(Self.seconds(time)) \(line)\n", stream)
        fflush(stream)
    }

    /// Seconds with two decimals, eight characters wide.
    static func seconds(_ time: Duration) -> String {
        let hundredths = time / .milliseconds(10)
        let whole = Int(hundredths)
        let text = "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
