import Documents
import Glibc
import Images
import SquashFS
import Values

/// How far long work has come: one line that is written over on a terminal, JSON lines elsewhere where they are wanted.
struct ProgressLine {
    private enum Style {
        case line, json, none
    }

    private let style: Style
    /// What is being done: "packing".
    private let label: String
    /// Bytes that are to be read; 0 where that is not known.
    private let total: UInt64
    private let started = ContinuousClock.now
    private var last = ContinuousClock.now
    private var isShown = false

    init(_ options: OutputOptions, _ label: String, total: UInt64) {
        self.label = label
        self.total = total
        switch options.progress {
        case .none: style = .none
        case .json: style = .json
        case .auto:
            let isQuiet = options.quiet || options.format == .json || !Terminal.isScreen(.error)
            style = isQuiet ? .none : .line
        }
    }

    /// - Parameters:
    ///   - read: bytes that have been read, of the total.
    ///   - taken: bytes of files that have been taken from them.
    ///   - encoded: bytes that have been compressed, for the ratio.
    mutating func update(read: UInt64, taken: UInt64, encoded: EncodedBytes = EncodedBytes()) {
        guard style != .none, last.duration(to: .now) >= .milliseconds(style == .json ? 1000 : 100) else { return }
        last = .now
        let seconds = Double(started.duration(to: .now) / .seconds(1))
        let rate = Double(taken) / max(seconds, 0.001)
        let done = total == 0 ? nil : min(1, Double(read) / Double(total))
        let left = done.flatMap { $0 > 0.02 ? seconds / $0 - seconds : nil }
        switch style {
        case .line:
            isShown = true
            var text = "\(label)  \(taken >> 20) MiB  \(Int(rate) >> 20) MiB/s"
            if let ratio = encoded.percentage { text += "  to \(ratio)%" }
            if let done { text += "  \(Int(done * 100))%" }
            if let left { text += "  \(Int(left.rounded(.up))) s left" }
            try? Terminal.print("\r\u{1B}[K" + text.prefix(max(Terminal.width(.error) - 1, 10)), to: .error)
        case .json:
            var fields = "{\"event\":\"progress\",\"read\":\(read),\"taken\":\(taken)"
            if encoded.taken > 0 { fields += ",\"encoded\":\(encoded.taken),\"stored\":\(encoded.stored)" }
            if total > 0 { fields += ",\"total\":\(total)" }
            if let left { fields += ",\"secondsLeft\":\(Int(left.rounded(.up)))" }
            try? Terminal.print(fields + "}\n", to: .error)
        case .none: break
        }
    }

    /// Shows the progress of packing while `body` runs, which stops when the user wants it.
    /// - Parameter total: bytes of all layers.
    static func packing<Result: ~Copyable>(
        _ options: OutputOptions, _ label: String, total: UInt64,
        _ body: (@escaping (PackProgress) -> Bool) throws(PackError) -> Result
    ) throws(PackError) -> Result {
        var line = ProgressLine(options, label, total: total)
        Interruption.begin()
        defer {
            Interruption.end()
            line.finish()
        }
        return try body { done in
            line.update(read: done.read, taken: done.taken, encoded: done.encoded)
            return !Interruption.isRequested
        }
    }

    /// Takes the line away again.
    mutating func finish() {
        guard isShown else { return }
        try? Terminal.print("\r\u{1B}[K", to: .error)
        isShown = false
    }
}

extension EncodedBytes {
    /// What is left of the bytes, in per cent; nil where there were none.
    fileprivate var percentage: UInt64? { taken == 0 ? nil : stored * 100 / taken }
}
