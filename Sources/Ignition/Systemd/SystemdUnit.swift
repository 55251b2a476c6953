/// A unit file as text: its sections and options.
///
/// Source: systemd.syntax(7), read the way Ignition reads it (go-systemd's `unit` package), because its complaints are
/// the ones that stop a host.
package struct SystemdUnit: Sendable, Equatable {
    package struct Option: Sendable, Equatable {
        package let section: String
        package let name: String
        package let value: String
        /// Counts from 1.
        package let line: Int
    }

    package struct Problem: Error, Sendable, Equatable {
        /// Counts from 1.
        package let line: Int
        /// A clause: "this line has no `=`".
        package let reason: String
    }

    package let options: [Option]

    /// Whether something stands in `[Install]`: without it, enabling does nothing.
    package var hasInstallSection: Bool { options.contains { $0.section == "Install" } }

    /// Reads unit text; text before the first section is skipped.
    package init(parsing text: String) throws(Problem) {
        var parser = SystemdUnitParser(text)
        options = try parser.parse()
    }

    /// The suffixes of units.
    package static let suffixes = [
        "service", "socket", "device", "mount", "automount", "swap", "target", "path", "timer", "snapshot", "slice",
        "scope",
    ]

    /// Whether `name` ends as a unit does.
    package static func hasUnitSuffix(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return suffixes.contains(String(name[name.index(after: dot)...]))
    }

    /// A path as a unit's name has it: `/dev/disk/by-label/a b` → `dev-disk-by\x2dlabel-a\x20b`.
    ///
    /// Source: systemd.unit(5), "string escaping for inclusion in unit names"; the same as `systemd-escape --path`.
    package static func escape(path: String) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"))
        guard !parts.isEmpty else { return "-" }
        let digits = Array("0123456789abcdef".utf8)
        var output: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { output.append(UInt8(ascii: "-")) }
            for byte in part {
                let isLeadingDot = output.isEmpty && byte == UInt8(ascii: ".")
                if !isLeadingDot, isAlphanumeric(byte) || ":_.".utf8.contains(byte) {
                    output.append(byte)
                } else {
                    output += Array("\\x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
