/// The device node that a module's aliases name: `devname:fuse` and `char-major-10-229`.
///
/// Source: Linux, include/linux/miscdevice.h (`MODULE_ALIAS_MISCDEV`), Documentation/admin-guide/devices.rst.
struct DeviceNode: CustomStringConvertible {
    /// `fuse c10:229`.
    let description: String

    /// nil unless there are both a name and a number.
    init?(aliases: [String]) {
        let name = aliases.lazy.compactMap { Self.rest(of: $0, after: "devname:") }.first
        let number = aliases.lazy.compactMap { alias in
            Self.number(alias, after: "char-major-").map { "c\($0)" }
                ?? Self.number(alias, after: "block-major-").map { "b\($0)" }
        }.first
        guard let name, let number else { return nil }
        description = "\(name) \(number)"
    }

    /// `10:229` for `10-229`; nil for a pattern.
    private static func number(_ alias: String, after prefix: String) -> String? {
        guard let parts = rest(of: alias, after: prefix)?.split(separator: "-"), parts.count == 2,
            let major = UInt32(parts[0]), let minor = UInt32(parts[1])
        else { return nil }
        return "\(major):\(minor)"
    }

    private static func rest(of alias: String, after prefix: String) -> String? {
        alias.hasPrefix(prefix) ? String(alias.dropFirst(prefix.count)) : nil
    }
}
