import Documents
import Glibc
import Images
import Values

/// What `basalt extract` says.
extension Report {
    /// One warning that counts what was left out.
    func show(skipped: SkippedAttributes) {
        guard !skipped.isEmpty else { return }
        let parts = [
            (skipped.owners, "owner"), (skipped.setIDs, "set-user-ID or set-group-ID bit"),
            (skipped.devices, "device node"), (skipped.attributes, "extended attribute"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        var warnings = Diagnostics()
        warnings.warning(
            .notExtracted, "left out: " + parts.joined(separator: ", "), origin: nil,
            remedy: geteuid() == 0
                ? "extract where root may set them, on a file system that holds them" : "extract as root to keep them")
        show(warnings)
    }

    func show(_ result: ExtractionResult, in folder: String) throws {
        guard options.format == .json else {
            return note("\(folder): \(result.entries) entries, \(ByteSize(bytes: Int(clamping: result.bytes)))")
        }
        let skipped = result.skipped
        try self.result(
            json: DiagnosticJSON.mapping([
                ("version", DiagnosticJSON.number(1)), ("folder", DiagnosticJSON.text(folder)),
                ("entries", DiagnosticJSON.number(result.entries)),
                ("bytes", DiagnosticJSON.number(Int(clamping: result.bytes))),
                (
                    "skipped",
                    DiagnosticJSON.mapping([
                        ("owners", DiagnosticJSON.number(skipped.owners)),
                        ("setIDs", DiagnosticJSON.number(skipped.setIDs)),
                        ("devices", DiagnosticJSON.number(skipped.devices)),
                        ("attributes", DiagnosticJSON.number(skipped.attributes)),
                    ])
                ),
            ]))
    }
}
