import BootDisk
import Foundation
import TestSupport
import Values

/// An EFI system partition with a kernel, and its contents.
enum SampleSystem {
    static let size: UInt64 = 64 << 20
    static let kernel = FAT32File(path: "EFI/BOOT/BOOTX64.EFI", size: 15_000_001)
    static let files = [
        kernel, FAT32File(path: "EFI/BOOT/EMPTY", size: 0), FAT32File(path: "EFI/A-1/ONE.TXT", size: 512),
        FAT32File(path: "Z", size: 1),
    ]

    static func image(
        size: UInt64 = size, time: Int64 = 1_760_000_001, files: [FAT32File] = files
    ) throws(BootDiskError) -> FAT32Image {
        try FAT32Image(size: size, label: "ESP", serial: 0x1AB0_0001, time: Timestamp(seconds: time), files: files)
    }

    /// Bytes that differ from file to file.
    static func content(_ file: FAT32File) -> [UInt8] {
        var random = SeededGenerator(seed: UInt64(file.path.utf8.count) << 32 | file.size)
        let pattern = random.bytes(count: 4099)
        var bytes: [UInt8] = []
        while bytes.count < Int(file.size) { bytes += pattern }
        return Array(bytes.prefix(Int(file.size)))
    }

    static func disk(_ image: FAT32Image) -> Disk {
        var disk = Disk(size: image.size)
        for extent in image.extents {
            switch extent.content {
            case .bytes(let bytes): disk.write(bytes, at: extent.offset)
            case .file(let file): disk.write(content(file), at: extent.offset)
            }
        }
        return disk
    }

    /// What a reader makes of a file.
    static func read(_ path: String, _ disk: Disk) throws(BootDiskError) -> [UInt8] {
        var reader = try FAT32Reader(size: disk.size, read: disk.read)
        return try reader.extents(of: path).flatMap(disk.read)
    }
}
