import Documents
import Glibc
import Images
import Values

/// How far packing has come: one line that is written over on a terminal, JSON lines elsewhere where they are wanted.
struct PackProgressLine {
    private enum Style {
        case line, json, none
    }

    private let style: Style
    /// Bytes of all layers, as stored; 0 where that is not known.
    private let total: UInt64
    private let started = ContinuousClock.now
    private var last = ContinuousClock.now
    private var isShown = false

    init(_ options: OutputOptions, total: UInt64) {
        self.total = total
        switch options.progress {
        case .none: style = .none
        case .json: style = .json
        case .auto:
            let isQuiet = options.quiet || options.format == .json || !Terminal.isTerminal(.error)
            style = isQuiet ? .none : .line
        }
    }

    mutating func update(_ progress: PackProgress) {
        guard style != .none, last.duration(to: .now) >= .milliseconds(style == .json ? 1000 : 100) else { return }
        last = .now
        let seconds = Double(started.duration(to: .now) / .seconds(1))
        let rate = Double(progress.taken) / max(seconds, 0.001)
        let done = total == 0 ? nil : min(1, Double(progress.read) / Double(total))
        let left = done.flatMap { $0 > 0.02 ? seconds / $0 - seconds : nil }
        switch style {
        case .line:
            isShown = true
            var text = "packing  \(progress.taken >> 20) MiB  \(Int(rate) >> 20) MiB/s"
            if let done { text += "  \(Int(done * 100))%" }
            if let left { text += "  \(Int(left.rounded(.up))) s left" }
            try? Terminal.print("\r\u{1B}[K" + text.prefix(max(Terminal.width(.error) - 1, 10)), to: .error)
        case .json:
            var fields = "{\"event\":\"progress\",\"read\":\(progress.read),\"taken\":\(progress.taken)"
            if total > 0 { fields += ",\"total\":\(total)" }
            if let left { fields += ",\"secondsLeft\":\(Int(left.rounded(.up)))" }
            try? Terminal.print(fields + "}\n", to: .error)
        case .none: break
        }
    }

    /// Takes the line away again.
    mutating func finish() {
        guard isShown else { return }
        try? Terminal.print("\r\u{1B}[K", to: .error)
        isShown = false
    }
}
