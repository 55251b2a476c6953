/// Takes what a console says to where it belongs: the log, the listener, the last lines; and looks for failures.
final class ConsoleRecorder {
    private let log: ConsoleLog?
    private let stopsAtFailure: Bool
    private let onEvent: @Sendable (MachineEvent) -> Void
    private var text = ConsoleText()
    private(set) var lastLines: [String] = []
    /// Bytes so far.
    private(set) var count = 0
    private static let kept = 60

    init(log: ConsoleLog?, stopsAtFailure: Bool, onEvent: @escaping @Sendable (MachineEvent) -> Void) {
        self.log = log
        self.stopsAtFailure = stopsAtFailure
        self.onEvent = onEvent
    }

    /// - Returns: the first failure in `bytes`; nil where there is none, or nobody wants to know.
    func add(_ bytes: [UInt8], at time: Duration) -> ConsoleFailure? {
        count += bytes.count
        onEvent(.console(bytes))
        let lines = text.add(bytes)
        for line in lines { keep(line, at: time) }
        guard stopsAtFailure else { return nil }
        return lines.lazy.compactMap { ConsoleFailure($0) }.first ?? ConsoleFailure(prompt: text.partial)
    }

    /// Keeps a line that has no end.
    func finish(at time: Duration) {
        let line = text.finish()
        if !line.isEmpty { keep(line, at: time) }
    }

    private func keep(_ line: String, at time: Duration) {
        log?.write(line, at: time)
        onEvent(.line(line, at: time))
        lastLines.append(line)
        if lastLines.count > 2 * Self.kept { lastLines.removeFirst(lastLines.count - Self.kept) }
    }
}
