import Archives
import RootTree

extension LayerEntry {
    /// What a stored entry says, after every field has been checked.
    /// - Parameter ordinal: the number that a regular file gets.
    init(_ stored: StoredEntry, ordinal: UInt32, _ limits: LayerLimits) throws(EntryPath.Problem) {
        let path = try EntryPath.normalize(stored.path, limits)
        if stored.path.first == EntryPath.slash, !path.isEmpty, !limits.allowed.contains(.absoluteName) {
            throw EntryPath.Problem(
                code: .absoluteName, reason: "its name starts with `/`",
                remedy: Oddity.absoluteName.remedy(
                    "write the layer with names that count from its root (GNU tar without `-P`)"))
        }
        if let hidden = try Whiteout.parse(path) {
            self.init(path: hidden.path, kind: hidden.kind, attributes: Attributes(mode: 0))
            return
        }
        let kind = try Self.kind(stored.kind, ordinal: ordinal, limits)
        if path.isEmpty, kind != .directory {
            throw EntryPath.Problem(
                code: .rootReplaced, reason: "it is the root of the file system, but no directory",
                remedy: "remove it from the layer")
        }
        self.init(path: path, kind: kind, attributes: try Self.attributes(stored, limits))
    }

    private static func kind(
        _ kind: StoredEntry.Kind, ordinal: UInt32, _ limits: LayerLimits
    ) throws(EntryPath.Problem) -> Kind {
        switch kind {
        case .file(let size, _): return .file(ordinal: ordinal, size: size)
        case .directory: return .directory
        case .symbolicLink(let target):
            guard (1...limits.pathBytes).contains(target.count), !target.contains(0) else {
                throw EntryPath.Problem(
                    code: .badTarget, reason: "the target of the symbolic link has \(target.count) bytes",
                    remedy: "write a target of 1 to \(limits.pathBytes) bytes")
            }
            return .symbolicLink(target)
        case .hardLink(let target):
            let path = try EntryPath.normalize(target, limits)
            guard !path.isEmpty else {
                throw EntryPath.Problem(
                    code: .badTarget, reason: "it is a hard link to the root directory",
                    remedy: "link to a file of the layer")
            }
            return .hardLink(path)
        case .blockDevice(let major, let minor): return .blockDevice(try device(major, minor))
        case .characterDevice(let major, let minor): return .characterDevice(try device(major, minor))
        case .fifo: return .fifo
        case .socket: return .socket
        }
    }

    private static func device(_ major: UInt64, _ minor: UInt64) throws(EntryPath.Problem) -> Device {
        guard major < 1 << 12, minor < 1 << 20 else {
            throw EntryPath.Problem(
                code: .badDevice, reason: "Linux has no device number \(major):\(minor)",
                remedy: "use a major number below 4096 and a minor number below 1048576")
        }
        return Device(major: UInt32(major), minor: UInt32(minor))
    }

    private static func attributes(_ stored: StoredEntry, _ limits: LayerLimits) throws(EntryPath.Problem) -> Attributes
    {
        // 0xFFFFFFFF means "no one" to the kernel.
        guard let user = UInt32(exactly: stored.user), let group = UInt32(exactly: stored.group),
            user != .max, group != .max
        else {
            throw EntryPath.Problem(
                code: .badOwner, reason: "Linux has no owner \(stored.user):\(stored.group)",
                remedy: "use numbers of 0 to 4294967294")
        }
        return Attributes(
            mode: stored.mode, user: user, group: group, modified: stored.modified,
            extended: try ExtendedAttribute.list(stored.extended, limits))
    }
}
