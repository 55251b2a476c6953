import Glibc
import Values

/// The process's environment.
enum Environment {
    static subscript(name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// nil where a variable is not set, or empty.
    static func value(_ name: String) -> String? { Self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Where Basalt keeps things, as this process's variables say.
    static var folders: BasaltFolders { BasaltFolders { Self[$0] } }

    static var locale: LocaleSetting { LocaleSetting { Self[$0] } }

    /// `SOURCE_DATE_EPOCH`, where it is set.
    ///
    /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
    static var sourceDate: Timestamp? {
        Self["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }.map { Timestamp(seconds: $0) }
    }
}
