import Documents
import Fleet
import Values

/// How a run goes, on standard error, while it goes.
protocol RunProgress {
    /// Told after every turn, with what the journal took since the last.
    mutating func show(_ events: [Event], _ runner: borrowing Runner)
    mutating func finish()
}

enum ProgressDisplay {
    /// A table on a terminal, plain lines elsewhere, the journal's lines for machines.
    static func choose(_ options: OutputOptions) -> any RunProgress {
        switch options.progress {
        case .none: return EventLines(.none)
        case .json: return EventLines(.json)
        case .auto:
            if options.quiet || options.format == .json { return EventLines(.none) }
            return Terminal.isScreen(.error) ? LiveTable(options) : EventLines(.text)
        }
    }
}

/// One line an event.
struct EventLines: RunProgress {
    enum Style {
        case text, json, none
    }

    private let style: Style

    init(_ style: Style) { self.style = style }

    mutating func show(_ events: [Event], _ runner: borrowing Runner) {
        switch style {
        case .none: break
        case .json: for event in events { try? Terminal.print(event.line + "\n", to: .error) }
        case .text:
            for event in events {
                guard let words = event.words(runner.plan) else { continue }
                try? Terminal.print("\(event.at.clock)  \(printable(words))\n", to: .error)
            }
        }
    }

    mutating func finish() {}
}

extension Timestamp {
    /// `09:00:05`, in UTC.
    var clock: String { String(description.dropFirst(11).prefix(8)) }
}
