/// A sign on the console that the machine will never be what it should be.
package struct ConsoleFailure: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The firmware found nothing to start.
        case notBootable
        /// The initramfs or a unit of the image gave up: `basalt: SECONDS FAILED: …`
        case failed
        case kernelPanic
        /// systemd could not mount or start what it must.
        case emergencyMode
    }

    package let kind: Kind
    /// The line that says so.
    package let line: String

    /// nil for what is no such prompt.
    /// - Parameter prompt: what stands behind the last end of a line. Of other lines the rest, which says why, may still
    ///   be on its way.
    package init?(prompt: String) {
        guard prompt.hasPrefix("Shell>") else { return nil }
        kind = .notBootable
        line = prompt
    }

    /// nil for a line of no such meaning.
    /// - Parameter line: a complete one.
    package init?(_ line: String) {
        guard let kind = Self.kind(line) else { return nil }
        self.kind = kind
        self.line = line
    }

    private static func kind(_ line: String) -> Kind? {
        if line.hasPrefix("Shell>") || line.contains("BdsDxe: No bootable option or device was found") {
            return .notBootable
        }
        if line.contains("Kernel panic - not syncing") { return .kernelPanic }
        if line.contains("You are in emergency mode") { return .emergencyMode }
        return isOwnFailure(line) ? .failed : nil
    }

    /// `basalt: SECONDS FAILED: …`, alone or after a part of another line, for the kernel writes to the console too.
    private static func isOwnFailure(_ line: String) -> Bool {
        guard let start = line.firstRange(of: "basalt: ") else { return false }
        let words = line[start.upperBound...].split(separator: " ", maxSplits: 2)
        return words.count >= 2 && words[0].allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
            && words[1] == "FAILED:"
    }
}
