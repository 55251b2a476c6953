import Fleet
import Glibc

/// Who runs this process: written into runs, approvals, requests and locks.
enum Person {
    /// `BASALT_IDENTITY`, else `USER@COMPUTER`; who became root with sudo keeps the own name.
    static var identity: String {
        Environment.value("BASALT_IDENTITY").map { String($0.filter { $0 > " " }.prefix(128)) }
            ?? "\(userName)@\(computer)"
    }

    private static var userName: String {
        if geteuid() == 0, let name = Environment.value("SUDO_USER") { return name }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let name: String? = buffer.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, getpwuid_r(geteuid(), &entry, base, buffer.count, &found) == 0,
                found != nil
            else { return nil }
            return String(cString: entry.pw_name)
        }
        return name ?? "uid-\(geteuid())"
    }

    private static var computer: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A process in a fleet's lock: `USER@COMPUTER/PID/NAMESPACE`.
enum LockOwner {
    static var current: String { "\(Person.identity)/\(getpid())/\(namespace)" }

    /// Whether an owner was a process of this very computer, since it started, that is no more.
    static func isGone(_ owner: String) -> Bool {
        let parts = owner.split(separator: "/")
        guard parts.count >= 3, parts[parts.count - 1] == namespace, let number = pid_t(parts[parts.count - 2]) else {
            return false
        }
        return kill(number, 0) != 0 && errno == ESRCH
    }

    /// The same for all processes that can see each other's numbers, until the computer starts again.
    private static var namespace: String {
        var link = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/self/ns/pid", &link, link.count)
        let space = String(decoding: link.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let boot = SmallFile.text("/proc/sys/kernel/random/boot_id") ?? ""
        return String(Fingerprint.of(boot + space).prefix(12))
    }
}

/// A line of the kernel's.
private enum SmallFile {
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
