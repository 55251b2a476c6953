/// Tells modes that were meant in octal but written in decimal.
///
/// Source: `base/util/file.go` of Butane.
enum FileMode {
    /// What was probably meant by `bits`; nil where `bits` is a mode that people use, or no reading makes it one.
    static func intended(_ bits: Int, isFolder: Bool) -> Int? {
        guard (0...7777).contains(bits), !isUsual(bits, isFolder: isFolder) else { return nil }
        guard let octal = Int(String(bits), radix: 8), isUsual(octal, isFolder: isFolder) else { return nil }
        return octal
    }

    /// Whether people give files or folders this mode.
    private static func isUsual(_ bits: Int, isFolder: Bool) -> Bool {
        if bits == 0 { return true }
        // Others, group, owner: whoever is closer may do at least as much.
        var before = 0
        for shift in [0, 3, 6] {
            let rights = bits >> shift & 7
            let addsExecution = rights & 1 != 0 && before & 4 != 0 && before & 1 == 0
            guard rights & before == before, !addsExecution, rights & 4 != 0 || rights & 3 == 0 else { return false }
            before |= rights
        }
        guard before & 4 != 0 else { return false }
        if isFolder {
            return before & 1 != 0 && bits & 0o4000 == 0 && (bits & 0o3000 == 0 || before & 2 != 0)
        }
        if bits & 0o6000 != 0, before & 1 == 0 || bits & 2 != 0 { return false }
        return bits & 0o1000 == 0
    }
}
