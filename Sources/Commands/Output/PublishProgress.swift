import Documents
import Publishing

/// How publishing goes, on standard error, while it goes: lines for people, or a JSON object a line.
struct PublishProgress: Sendable {
    /// Blocks between two lines.
    private static let step = 256
    private let options: OutputOptions

    init(_ options: OutputOptions) { self.options = options }

    func show(_ event: Publisher.Event) {
        switch event {
        case .step(let region, let text):
            print("\(region): \(text)", ["event": "step", "region": region, "text": text].mapValues { JSON.text($0) })
        case .progress(let sent, let total): count("sent", sent, of: total)
        }
    }

    /// Says how many blocks have travelled, now and then.
    /// - Parameter verb: "sent" or "got".
    func count(_ verb: String, _ done: Int, of total: Int) {
        guard done == total || done.isMultiple(of: Self.step) else { return }
        print(
            "\(verb) \(done) of \(total) blocks",
            ["event": JSON.text("progress"), verb: JSON.number(done), "total": JSON.number(total)])
    }

    private func print(_ words: String, _ object: [String: Node]) {
        switch options.progress {
        case .none: break
        case .json: try? Terminal.print(JSONWriter.text(JSON.mapping(object), .compact) + "\n", to: .error)
        case .auto: Report(options: options).note(words)
        }
    }
}
