/// A file of an initramfs.
package struct CPIOEntry: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case directory
        case file([UInt8])
        /// What the link says.
        case symbolicLink(String)
        case characterDevice(major: UInt32, minor: UInt32)
        case blockDevice(major: UInt32, minor: UInt32)
    }

    /// From the root, without a slash in front: `usr/bin/busybox`.
    package let path: String
    package let kind: Kind
    /// Permission bits, at most 0o7777.
    package let mode: UInt16

    /// - Parameter mode: nil for what is usual: 0755 for directories, 0777 for links, 0644 for the rest.
    package init(_ path: String, _ kind: Kind, mode: UInt16? = nil) {
        self.path = path
        self.kind = kind
        self.mode =
            switch (mode, kind) {
            case (let mode?, _): mode
            case (nil, .directory): 0o755
            case (nil, .symbolicLink): 0o777
            case (nil, _): 0o644
            }
    }

    /// The file type in the upper bits of a mode.
    ///
    /// Source: POSIX, <sys/stat.h>; Linux, include/uapi/linux/stat.h.
    var typeBits: UInt32 {
        switch kind {
        case .directory: 0o040000
        case .file: 0o100000
        case .symbolicLink: 0o120000
        case .characterDevice: 0o020000
        case .blockDevice: 0o060000
        }
    }

    var content: [UInt8] {
        switch kind {
        case .file(let bytes): bytes
        case .symbolicLink(let target): Array(target.utf8)
        case .directory, .characterDevice, .blockDevice: []
        }
    }

    var device: (major: UInt32, minor: UInt32) {
        switch kind {
        case .characterDevice(let major, let minor), .blockDevice(let major, let minor): (major, minor)
        case .directory, .file, .symbolicLink: (0, 0)
        }
    }
}
