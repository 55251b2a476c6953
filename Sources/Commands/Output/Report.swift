import ArgumentParser
import Documents

/// What a verb says: results on standard output, everything else on standard error.
struct Report {
    let options: OutputOptions
    /// Warnings that are still to be shown: as JSON, all problems of a run are one document, shown last.
    private let held: Diagnostics

    init(options: OutputOptions, holding held: Diagnostics = Diagnostics()) {
        self.options = options
        self.held = held
    }

    /// Prints a result.
    func result(_ text: String) throws { try result(Array(text.utf8)) }

    func result(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try result($0) } }

    func result(_ bytes: UnsafeRawBufferPointer) throws {
        do throws(Terminal.WriteFailure) {
            try Terminal.write(bytes, to: .output)
        } catch {
            throw failure(.cannotWrite, "cannot write to standard output: \(error.reason)", ExitStatus.failed)
        }
    }

    /// Prints a result as JSON, keys sorted.
    func result(json node: Node) throws { try result(JSONWriter.text(node, .pretty) + "\n") }

    /// A remark for people; silent with `--quiet` and in JSON.
    func note(_ text: String) {
        guard !options.quiet, options.format == .table else { return }
        // A closed standard error leaves nobody to tell.
        try? Terminal.print(Environment.locale.drawable(printable(text)) + "\n", to: .error)
    }

    /// Shows problems on standard error: drawn for people, or one JSON document.
    func show(_ diagnostics: Diagnostics) {
        guard !diagnostics.isEmpty else { return }
        switch options.format {
        case .table:
            let color = Terminal.usesColor(options.color, on: .error)
            let text = DiagnosticRenderer(color: color, width: Terminal.width(.error)).render(diagnostics)
            try? Terminal.print(Environment.locale.drawable(text), to: .error)
        case .json:
            try? Terminal.print(JSONWriter.text(DiagnosticJSON.document(diagnostics), .pretty) + "\n", to: .error)
        }
    }

    /// Says which file could not be written.
    func failure(_ failure: AtomicFile.Failure) -> ExitCode {
        self.failure(
            failure.isDenied ? .permissionDenied : .cannotWrite, "cannot write `\(failure.path)`: \(failure.reason)",
            remedy: failure.isDenied
                ? "choose a place that you may write to" : "see that its folder is there and that its disk has room",
            failure.isDenied ? ExitStatus.noPermission : ExitStatus.failed)
    }

    /// Says why a verb stops where no document is to blame.
    /// - Returns: `status`, to be thrown.
    func failure(
        _ code: DiagnosticCode, _ message: String, remedy: String? = nil, _ status: ExitCode
    ) -> ExitCode {
        var diagnostics = held
        diagnostics.error(code, message, origin: nil, remedy: remedy)
        show(diagnostics)
        return status
    }

    /// 77 where nothing but permissions is missing, 65 otherwise.
    func status(of diagnostics: Diagnostics) -> ExitCode {
        let onlyDenied = diagnostics.all.allSatisfy { $0.severity != .error || $0.code == .permissionDenied }
        return onlyDenied ? ExitStatus.noPermission : ExitStatus.invalidInput
    }

    /// Shows problems and stops if one of them is an error; does the rest of a verb's work otherwise.
    /// - Parameter work: says what it has to say by the report that it is given.
    func proceed(
        _ diagnostics: Diagnostics, strict: Bool = false, _ work: (Report) throws -> Void
    ) throws {
        let diagnostics = strict ? diagnostics.strict() : diagnostics
        guard !diagnostics.hasErrors, options.format == .json else {
            show(diagnostics)
            guard !diagnostics.hasErrors else { throw status(of: diagnostics) }
            return try work(self)
        }
        try work(Report(options: options, holding: diagnostics))
        show(diagnostics)
    }
}

/// The exit codes of the command line's contract that this version uses.
enum ExitStatus {
    static let failed = ExitCode(1)
    static let difference = ExitCode(2)
    static let paused = ExitCode(3)
    static let blocked = ExitCode(4)
    static let locked = ExitCode(7)
    static let refused = ExitCode(8)
    static let usage = ExitCode(64)
    static let invalidInput = ExitCode(65)
    static let unavailable = ExitCode(69)
    static let noPermission = ExitCode(77)
    static let interrupted = ExitCode(130)
}
