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
            json: JSON.mapping([
                ("version", JSON.number(1)), ("folder", JSON.text(folder)),
                ("entries", JSON.number(result.entries)),
                ("bytes", JSON.number(Int(clamping: result.bytes))),
                (
                    "skipped",
                    JSON.mapping([
                        ("owners", JSON.number(skipped.owners)),
                        ("setIDs", JSON.number(skipped.setIDs)),
                        ("devices", JSON.number(skipped.devices)),
                        ("attributes", JSON.number(skipped.attributes)),
                    ])
                ),
            ]))
    }
}
