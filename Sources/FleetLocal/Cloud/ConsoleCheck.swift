import Documents
import Fleet
import Machines

/// What a machine's console says about its health, as EC2's status checks would.
enum ConsoleCheck {
    /// A console is read up to here; a host writes some 60 KiB while it starts.
    private static let limit = 64 << 20

    /// - Parameter path: what the console wrote, as it came.
    static func read(_ path: String) -> Instance.Check { check(lines(path)) }

    /// `impaired` after a line that tells that the machine will never serve; `ok` once the host has started its units.
    static func check(_ lines: [String]) -> Instance.Check {
        if lines.contains(where: { ConsoleFailure($0) != nil }) { return .impaired }
        return lines.contains(where: isStarted) ? .ok : .initializing
    }

    /// Lines without escape sequences; none while there is no console.
    static func lines(_ path: String) -> [String] {
        guard let bytes = try? DiskFiles().read(path, limit: limit) else { return [] }
        var text = ConsoleText()
        let lines = text.add(bytes)
        let rest = text.finish()
        return rest.isEmpty ? lines : lines + [rest]
    }

    /// `basalt: 41.02 multi-user`, which basalt-milestones.service writes.
    private static func isStarted(_ line: String) -> Bool {
        guard let start = line.firstRange(of: "basalt: ") else { return false }
        let words = line[start.upperBound...].split(separator: " ")
        return words.count == 2 && words[1] == "multi-user"
    }
}
