import Glibc

/// The process's environment.
enum Environment {
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// Where Basalt keeps what it can make again: `BASALT_CACHE`, else `basalt` in the user's cache; nil where there is
    /// neither.
    ///
    /// Source: XDG Base Directory Specification, `XDG_CACHE_HOME`.
    static var cacheDirectory: String? {
        func set(_ name: String) -> String? { Self[name].flatMap { $0.isEmpty ? nil : $0 } }
        return set("BASALT_CACHE") ?? set("XDG_CACHE_HOME").map { $0 + "/basalt" }
            ?? set("HOME").map { $0 + "/.cache/basalt" }
    }
}
