import AWS
import Values

extension Doctor {
    func places() -> [Finding] {
        let folders = BasaltFolders(variable: surroundings.aws.variable)
        return [
            place("store", store ?? folders.store, needs: 4 << 30, named: "--store or BASALT_STORE"),
            place("cache", folders.cache, needs: 2 << 30, named: "BASALT_CACHE"),
            place("state", folders.state, needs: 64 << 20, named: "BASALT_STATE"),
            place("temporary", surroundings.aws.value("TMPDIR") ?? "/tmp", needs: 1 << 30, named: "TMPDIR"),
        ]
    }

    /// - Parameters:
    ///   - least: bytes that the work usually takes there.
    ///   - variable: what names another folder.
    private func place(_ name: String, _ path: String?, needs least: Int, named variable: String) -> Finding {
        guard let path else {
            return .missing(name, "there is no place for it: HOME is not set", remedy: "name a folder with \(variable)")
        }
        if path.hasPrefix("s3://") { return .ok(name, path) }
        let room = surroundings.disk(path)
        guard room.isWritable else {
            return .missing(
                name, "\(path) cannot be written", remedy: "name another folder with \(variable)", isPermission: true)
        }
        let text = "\(Self.words(room.free)) free, \(path)"
        if room.free >= least { return .ok(name, text) }
        return .limited(
            name, text, remedy: "make room for \(Self.words(least)), or name another folder with \(variable)")
    }

    /// `64 MiB`, `12.5 GiB`: rounded down.
    static func words(_ bytes: Int) -> String {
        if bytes < 1 << 30 { return "\(bytes >> 20) MiB" }
        let tenths = bytes / (1 << 30) * 10 + bytes % (1 << 30) * 10 / (1 << 30)
        return tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10) GiB" : "\(tenths / 10).\(tenths % 10) GiB"
    }
}
