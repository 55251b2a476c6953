/// The type word of an inode. An extended type carries more fields than its basic type.
///
/// Source: fs/squashfs/squashfs_fs.h (`SQUASHFS_DIR_TYPE` to `SQUASHFS_LSOCKET_TYPE`).
enum InodeType: UInt16 {
    case directory = 1
    case file, symbolicLink, blockDevice, characterDevice, fifo, socket
    case extendedDirectory, extendedFile, extendedSymbolicLink, extendedBlockDevice, extendedCharacterDevice
    case extendedFifo, extendedSocket

    /// The type that directory entries carry.
    var basic: InodeType { isExtended ? InodeType(rawValue: rawValue - 7) ?? self : self }
    var isExtended: Bool { rawValue > InodeType.socket.rawValue }

    func extended(_ isExtended: Bool) -> InodeType {
        isExtended && !self.isExtended ? InodeType(rawValue: rawValue + 7) ?? self : self
    }
}
