/// Where Basalt keeps things, as variables say.
///
/// Source: XDG Base Directory Specification, `XDG_DATA_HOME`, `XDG_CACHE_HOME` and `XDG_STATE_HOME`.
struct BasaltFolders {
    let variable: (String) -> String?

    /// Images: `BASALT_STORE`, else `basalt/images` in the user's data; nil where there is neither.
    var store: String? { folder("BASALT_STORE", "XDG_DATA_HOME", ".local/share", "/images") }

    /// What can be made again: `BASALT_CACHE`, else `basalt` in the user's cache.
    var cache: String? { folder("BASALT_CACHE", "XDG_CACHE_HOME", ".cache") }

    /// Journals and locks: `BASALT_STATE`, else `basalt` in the user's state.
    var state: String? { folder("BASALT_STATE", "XDG_STATE_HOME", ".local/state") }

    private func folder(_ own: String, _ base: String, _ usual: String, _ below: String = "") -> String? {
        value(own) ?? value(base).map { "\($0)/basalt\(below)" }
            ?? value("HOME").map { "\($0)/\(usual)/basalt\(below)" }
    }

    private func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
}
