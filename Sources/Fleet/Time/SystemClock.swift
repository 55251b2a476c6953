import Documents
import Glibc
package import Values

/// This computer's clock and its database of time zones.
package struct SystemClock: Clock {
    package init() {}

    package func now() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }

    package func sleep(seconds: Int) async throws(CancellationError) {
        do { try await Task.sleep(for: .seconds(seconds)) } catch { throw CancellationError() }
    }

    package func local(_ time: Timestamp, in timezone: String) -> LocalTime? {
        Self.zone(timezone)?.local(time)
    }

    /// nil for a time zone that this computer does not know.
    package static func zone(_ name: String) -> TimeZoneFile? {
        // The format of fleet files allows no `..`; other callers may not have asked it.
        guard !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
        for folder in ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"] {
            do throws(FileProblem) {
                return TimeZoneFile(try DiskFiles().read("\(folder)/\(name)", limit: 1 << 20))
            } catch { continue }
        }
        return nil
    }
}
