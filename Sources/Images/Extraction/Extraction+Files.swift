import Archives
import Glibc
import RootTree
import SquashFS

/// Single entries.
extension Extraction {
    /// Makes what stands at a place, by its name in an open directory.
    mutating func make(_ place: RootTree.Place, in directory: Int32, top: Int32) throws(ImageError) {
        if let first = firstNames[place.node] {
            guard link(first, to: place, in: directory, top: top) else { throw failure(place) }
            result.entries += 1
            return
        }
        let name = plan.name(place)
        let isMade: Bool
        switch reader.tree[place.node].kind {
        case .directory: isMade = withPath(name) { mkdirat(directory, $0, 0o700) } == 0
        case .file(let content): isMade = try makeFile(place, size: content.size, in: directory)
        case .symbolicLink(let target):
            let result = withPath(target) { target in withPath(name) { symlinkat(target, directory, $0) } }
            isMade = result == 0 && setAttributes(place, in: directory)
        case .fifo: isMade = makeNode(place, S_IFIFO, in: directory) && setAttributes(place, in: directory)
        case .socket: isMade = makeNode(place, S_IFSOCK, in: directory) && setAttributes(place, in: directory)
        case .blockDevice(let device):
            guard let made = makeDevice(place, S_IFBLK, device, in: directory) else { return }
            isMade = made && setAttributes(place, in: directory)
        case .characterDevice(let device):
            guard let made = makeDevice(place, S_IFCHR, device, in: directory) else { return }
            isMade = made && setAttributes(place, in: directory)
        }
        guard isMade else { throw failure(place) }
        result.entries += 1
        if plan.linked.contains(place.node) { firstNames[place.node] = place }
    }

    private mutating func setAttributes(_ place: RootTree.Place, in directory: Int32) -> Bool {
        let node = reader.tree[place.node]
        let target = FileAttributes.Target.entry(directory: directory, name: plan.name(place))
        if case .symbolicLink = node.kind { return attributes.set(node.attributes, of: target, isLink: true) }
        return attributes.set(node.attributes, of: target)
    }

    /// - Returns: nil where the node may not be made: it is left out, and counted.
    private mutating func makeDevice(
        _ place: RootTree.Place, _ type: mode_t, _ device: Device, in directory: Int32
    ) -> Bool? {
        // Linux lets everybody make the device 0:0 since version 5.8; it is a whiteout of overlays, and root's as well.
        let isMade = attributes.makesDevices && makeNode(place, type, device, in: directory)
        guard !isMade, !attributes.makesDevices || errno == EPERM else { return isMade }
        attributes.skipDevice()
        return nil
    }

    private func makeNode(
        _ place: RootTree.Place, _ type: mode_t, _ device: Device? = nil, in directory: Int32
    ) -> Bool {
        let number = dev_t(device?.encoded ?? 0)
        return withPath(plan.name(place)) { mknodat(directory, $0, type | 0o600, number) } == 0
    }

    /// Gives a file one more name.
    private func link(
        _ first: RootTree.Place, to place: RootTree.Place, in directory: Int32, top: Int32
    ) -> Bool {
        var directories = OpenDirectories(top: top)
        for name in plan.relative(first).split(separator: 0x2F).dropLast() {
            guard directories.enter(Array(name)) else { return false }
        }
        return withPath(plan.name(first)) { old in
            withPath(plan.name(place)) { new in linkat(directories.current, old, directory, new, 0) }
        } == 0
    }

    private mutating func makeFile(
        _ place: RootTree.Place, size: UInt64, in directory: Int32
    ) throws(ImageError) -> Bool {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = withPath(plan.name(place)) { openat(directory, $0, flags, 0o600) }
        guard descriptor >= 0 else { return false }
        var isWritten = false
        do throws(ImageError) {
            isWritten = try write(place, size: size, to: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        guard isWritten, attributes.set(reader.tree[place.node].attributes, of: .open(descriptor)) else {
            let code = errno
            close(descriptor)
            errno = code
            return false
        }
        return close(descriptor) == 0
    }

    /// Writes a file's bytes; blocks of zeros become holes.
    private mutating func write(
        _ place: RootTree.Place, size: UInt64, to descriptor: Int32
    ) throws(ImageError) -> Bool {
        guard var file = reader.file(place.node, place.path) else { return true }
        var end: UInt64 = 0
        while let block = try reader.next(&file) {
            if let bytes = block.bytes {
                result.bytes += UInt64(bytes.count)
                if !isZero(bytes) {
                    guard Self.write(bytes, at: block.offset, to: descriptor) else { return false }
                    end = block.offset + UInt64(bytes.count)
                }
            }
            try goOn()
        }
        return end == size || ftruncate(descriptor, off_t(size)) == 0
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64, to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(written))
            if count < 0, errno != EINTR { return false }
            written += max(count, 0)
        }
        return true
    }
}
