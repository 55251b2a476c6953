import Archives
import CLinux
import Glibc
import RootTree

/// Gives extracted files what an image says about them.
struct FileAttributes {
    private let isRoot = geteuid() == 0
    private let user = geteuid()
    private let group = getegid()
    private(set) var skipped = SkippedAttributes()

    /// A file by its name in an open directory, or a file that is open itself.
    enum Target {
        case entry(directory: Int32, name: [UInt8])
        case open(Int32)

        /// Leads to the file and not to where a link points: the last component is the link itself.
        var path: [UInt8] {
            switch self {
            case .entry(let directory, let name): Array("/proc/self/fd/\(directory)/".utf8) + name
            case .open(let descriptor): Array("/proc/self/fd/\(descriptor)".utf8)
            }
        }
    }

    /// Whether device nodes may be tried.
    var makesDevices: Bool { isRoot }

    mutating func skipDevice() { skipped.devices += 1 }

    /// Sets owner, extended attributes, mode and time, in this order: a change of the owner takes capabilities and
    /// set-user-ID away, and an extended attribute cannot be set once the mode forbids it.
    /// - Returns: false where something failed that must not; `errno` says why.
    mutating func set(_ attributes: Attributes, of target: Target, isLink: Bool = false) -> Bool {
        let (hasUser, hasGroup) = setOwner(attributes, of: target)
        for attribute in attributes.extended where !set(attribute, of: target) { return false }
        guard isLink || setMode(attributes.mode, of: target, hasUser: hasUser, hasGroup: hasGroup) else { return false }
        return setTime(attributes.modified, of: target)
    }

    private mutating func setOwner(_ attributes: Attributes, of target: Target) -> (user: Bool, group: Bool) {
        if isRoot {
            let result =
                switch target {
                case .open(let descriptor): fchown(descriptor, attributes.user, attributes.group)
                case .entry(let directory, let name):
                    withPath(name) {
                        fchownat(directory, $0, attributes.user, attributes.group, AT_SYMLINK_NOFOLLOW)
                    }
                }
            if result == 0 { return (true, true) }
        }
        let (hasUser, hasGroup) = (attributes.user == user, attributes.group == group)
        if !hasUser || !hasGroup { skipped.owners += 1 }
        return (hasUser, hasGroup)
    }

    private mutating func setMode(_ mode: UInt16, of target: Target, hasUser: Bool, hasGroup: Bool) -> Bool {
        var kept = mode_t(mode)
        // Another owner's program must not run with the rights of whoever extracts it.
        if !hasUser { kept &= ~mode_t(S_ISUID) }
        if !hasGroup { kept &= ~mode_t(S_ISGID) }
        if kept != mode_t(mode) { skipped.setIDs += 1 }
        switch target {
        case .open(let descriptor): return fchmod(descriptor, kept) == 0
        case .entry(let directory, let name): return withPath(name) { fchmodat(directory, $0, kept, 0) } == 0
        }
    }

    private func setTime(_ modified: Int64, of target: Target) -> Bool {
        let time = timespec(tv_sec: Int(modified), tv_nsec: 0)
        let times = [time, time]
        switch target {
        case .open(let descriptor): return futimens(descriptor, times) == 0
        case .entry(let directory, let name):
            return withPath(name) { utimensat(directory, $0, times, AT_SYMLINK_NOFOLLOW) } == 0
        }
    }

    /// Files of these namespaces decide about rights, and are root's to set.
    private static let forRoot = ["security.", "trusted."].map { Array($0.utf8) }

    private mutating func set(_ attribute: ExtendedAttribute, of target: Target) -> Bool {
        if !isRoot, Self.forRoot.contains(where: { attribute.name.starts(with: $0) }) {
            skipped.attributes += 1
            return true
        }
        let result = withPath(attribute.name) { name in
            attribute.value.withUnsafeBytes { value in
                switch target {
                case .open(let descriptor): fsetxattr(descriptor, name, value.baseAddress, value.count, 0)
                case .entry: withPath(target.path) { lsetxattr($0, name, value.baseAddress, value.count, 0) }
                }
            }
        }
        if result == 0 { return true }
        guard [EPERM, EACCES, ENOTSUP, ENOENT, EINVAL].contains(errno) else { return false }
        skipped.attributes += 1
        return true
    }
}
