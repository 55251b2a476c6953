/// Paths inside a layer, in one form: names joined by `/`, without a slash at either end; empty for the root directory.
enum EntryPath {
    struct Problem: Error {
        let code: LayerErrorCode
        let reason: String
        let remedy: String
    }

    /// Brings a stored path into the one form.
    ///
    /// A leading `/`, `.` names and repeated slashes are dropped, as container engines do: `/etc`, `./etc/` and `etc`
    /// are the same. A `..` is always refused: engines disagree on it.
    static func normalize(_ stored: [UInt8], _ limits: LayerLimits) throws(Problem) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(stored.count)
        var depth = 0
        for name in names(stored) {
            if name == dot { continue }
            try check(name, limits)
            depth += 1
            if !result.isEmpty { result.append(slash) }
            result.append(contentsOf: name)
        }
        guard depth <= limits.depth else {
            throw Problem(
                code: .tooDeep, reason: "it is \(depth) names deep, more than \(limits.depth)",
                remedy: "move it further up in the layer")
        }
        guard result.count <= limits.pathBytes else {
            throw Problem(
                code: .pathTooLong, reason: "its path is \(result.count) bytes long, more than \(limits.pathBytes)",
                remedy: "shorten the path")
        }
        return result
    }

    private static func check(_ name: ArraySlice<UInt8>, _ limits: LayerLimits) throws(Problem) {
        if name == dotDot {
            throw Problem(
                code: .parentComponent, reason: "its path holds `..`", remedy: "write the layer with plain paths")
        }
        guard name.count <= limits.nameBytes else {
            throw Problem(
                code: .nameTooLong, reason: "a name of it is \(name.count) bytes long, more than \(limits.nameBytes)",
                remedy: "shorten the name")
        }
        if !limits.allowed.contains(.controlCharacter), name.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw Problem(
                code: .controlCharacter, reason: "its path holds a control character",
                remedy: Oddity.controlCharacter.remedy("rename it in the layer"))
        }
        if name.contains(0) {
            throw Problem(
                code: .controlCharacter, reason: "its path holds a zero byte", remedy: "rename it in the layer")
        }
    }

    /// The names between the slashes of any path, empty ones left out.
    static func names(_ path: [UInt8]) -> [ArraySlice<UInt8>] { path.split(separator: slash) }

    /// The part before the last name, and the last name. `path` is in the one form, and not empty.
    static func split(_ path: [UInt8]) -> (parent: [UInt8], name: ArraySlice<UInt8>) {
        guard let last = path.lastIndex(of: slash) else { return ([], path[...]) }
        return (Array(path[..<last]), path[(last + 1)...])
    }

    static let slash = UInt8(ascii: "/")
    static let dot: ArraySlice<UInt8> = [0x2E]
    static let dotDot: ArraySlice<UInt8> = [0x2E, 0x2E]
}
