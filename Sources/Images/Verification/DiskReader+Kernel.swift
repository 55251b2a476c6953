import BootDisk
import SquashFS

/// The unified kernel image on a disk's ESP.
extension DiskReader {
    /// What it tells its kernel.
    borrowing func commandLine(_ architecture: String) throws(BootDiskError) -> String {
        let sections = try kernelSections(architecture)
        guard let section = sections.first(where: { $0.name == ".cmdline" }) else {
            throw BootDiskError(.missing, .pe, ".cmdline", "there is no such section")
        }
        return String(decoding: section.bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Its parts, in the order of their addresses.
    borrowing func kernelSections(
        _ architecture: String
    ) throws(BootDiskError) -> [(name: String, bytes: ArraySlice<UInt8>)] {
        guard let esp = try table().partition(named: "esp") else {
            throw BootDiskError(.missing, .gpt, "esp", "there is no such partition")
        }
        let file = try kernelFile(esp, architecture == "aarch64" ? "BOOTAA64.EFI" : "BOOTX64.EFI")
        let image = try PEImage(size: UInt64(file.count)) { (range) throws(BootDiskError) in
            Array(file[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        return image.sections.map { section in
            (section.name, file[Int(section.fileRange.lowerBound)..<Int(section.fileRange.upperBound)])
        }
    }

    private borrowing func kernelFile(_ esp: Partition, _ name: String) throws(BootDiskError) -> [UInt8] {
        let path = path
        var system = try FAT32Reader(size: esp.size) { (range) throws(BootDiskError) in
            do throws(ImageError) {
                let disk = try DiskReader.open(path)
                return try disk.part(esp.offset + range.lowerBound..<esp.offset + range.upperBound)
            } catch { throw BootDiskError(.unreadable, .fat, "bytes \(range)", error.message) }
        }
        var bytes: [UInt8] = []
        for extent in try system.extents(of: "EFI/BOOT/\(name)") {
            bytes += try read(esp.offset + extent.lowerBound..<esp.offset + extent.upperBound)
        }
        return bytes
    }

    private borrowing func part(_ range: Range<UInt64>) throws(ImageError) -> [UInt8] {
        do throws(BootDiskError) { return try read(range) } catch {
            throw ImageError(.invalid, error.reason)
        }
    }
}
