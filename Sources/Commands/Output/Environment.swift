import Glibc
import Values

/// The process's environment.
enum Environment {
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// nil where a variable is not set, or empty.
    static func value(_ name: String) -> String? { Self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Where Basalt keeps what it can make again: `BASALT_CACHE`, else `basalt` in the user's cache; nil where there is
    /// neither.
    ///
    /// Source: XDG Base Directory Specification, `XDG_CACHE_HOME`.
    static var cacheDirectory: String? {
        value("BASALT_CACHE") ?? value("XDG_CACHE_HOME").map { $0 + "/basalt" }
            ?? value("HOME").map { $0 + "/.cache/basalt" }
    }

    /// `SOURCE_DATE_EPOCH`, where it is set.
    ///
    /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
    static var sourceDate: Timestamp? {
        Self["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }.map { Timestamp(seconds: $0) }
    }
}
