import Documents
import Profiles
import TestSupport

/// Loads `main.yaml` of some files, applies a role and overrides, and collects everything that is wrong.
func resolve(
    _ files: [String: String], role: String? = nil, set: [String] = []
) -> (host: HostProfile?, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let memory = MemoryFiles(files.mapValues { .file($0) })
    guard let file = memory.document("main.yaml", into: &diagnostics) else { return (nil, diagnostics) }
    var loader = ProfileLoader(files: memory)
    guard let profile = loader.load(file, into: &diagnostics) else { return (nil, diagnostics) }
    let overrides = set.compactMap { ProfileOverride($0, into: &diagnostics) }
    let host = ProfileResolver(profile, overrides: overrides).host(role: role, into: &diagnostics)
    return (host, diagnostics)
}

/// A profile that is valid as it is, with `body` after it.
func profile(_ body: String, os: String = "flatcar") -> String {
    "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: test}\ntarget: {os: \(os)}\n\(body)"
}

extension Diagnostics {
    /// `code line:column` of every problem, in reading order.
    var places: [String] { sorted().map { "\($0.code) \($0.origin.map { "\($0.line):\($0.column)" } ?? "-")" } }
}
