import Archives
import Glibc

/// The directories from the top of an extraction down to where it is, open. Each was opened by its name in the one above
/// it, never through a link, so that no name can lead out.
struct OpenDirectories: ~Copyable {
    /// Every level takes a descriptor; processes may usually have 1,024.
    static let deepest = 500

    private let top: Int32
    private var below: [Int32] = []

    /// - Parameter top: stays open, and is closed by its owner.
    init(top: Int32) { self.top = top }

    deinit { for descriptor in below { close(descriptor) } }

    var current: Int32 { below.last ?? top }
    var depth: Int { below.count }

    /// Goes into a directory of the current one.
    /// - Returns: false where that fails; `errno` says why.
    mutating func enter(_ name: [UInt8]) -> Bool {
        let descriptor = withPath(name) { openat(current, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        if descriptor >= 0 { below.append(descriptor) }
        return descriptor >= 0
    }

    /// Goes up until `depth` directories are left below the top.
    mutating func leave(to depth: Int) {
        while below.count > depth { close(below.removeLast()) }
    }
}
