import BootDisk
import TestSupport
import Testing
import Values

@Suite struct FAT32Tests {
    private static func refusal(of files: [FAT32File], size: UInt64 = 64 << 20) -> BootDiskError? {
        BootDiskTests.refusal { () throws(BootDiskError) in _ = try SampleSystem.image(size: size, files: files) }
    }

    @Test func `a file that was written is found in one piece`() throws {
        let disk = SampleSystem.disk(try SampleSystem.image())
        for file in SampleSystem.files {
            var reader = try FAT32Reader(size: disk.size, read: disk.read)
            #expect(try reader.extents(of: file.path).count == (file.size > 0 ? 1 : 0))
            #expect(try SampleSystem.read(file.path, disk) == SampleSystem.content(file))
        }
        for missing in ["EFI", "EFI/BOOT", "EFI/BOOT/NONE", "Z/Z", "", "/", "EFI/boot/EMPTY", "ESP", "EFI/..", "."] {
            let error = BootDiskTests.refusal { () throws(BootDiskError) in _ = try SampleSystem.read(missing, disk) }
            #expect(error?.code == .missing, "\(missing)")
        }
    }

    @Test func `zeros and contents are never made`() throws {
        let image = try SampleSystem.image()
        let bytes = image.extents.reduce(0) { sum, extent in
            if case .bytes(let bytes) = extent.content { sum + bytes.count } else { sum }
        }
        // Two FATs of four bytes for each cluster of 512, and little else.
        #expect(bytes < 2 * 4 * (Int(SampleSystem.kernel.size) / 512) + 8192)
        var end: UInt64 = 0
        for extent in image.extents {
            #expect(extent.offset >= end)
            switch extent.content {
            case .bytes(let bytes): end = extent.offset + UInt64(bytes.count)
            case .file(let file): end = extent.offset + file.size
            }
        }
        #expect(end <= image.size)
    }

    @Test func `the order of the files does not matter`() throws {
        let image = try SampleSystem.image()
        #expect(try SampleSystem.image(files: SampleSystem.files.reversed()).extents == image.extents)
        #expect(try SampleSystem.image(time: 1_760_000_003).extents != image.extents)
    }

    @Test(arguments: [
        "efi/BOOT.EFI", "EFI/BOOTX64XX.EFI", "A.EFIX", "A B", "A..B", ".A", "A.", "/A", "A/", "A//B", "", "ÄB", "..",
        "A+B",
    ])
    func `names other than eight and three in upper case are refused`(_ path: String) {
        let error = Self.refusal(of: [FAT32File(path: path, size: 1)])
        #expect(error?.code == .invalidInput && error?.field == path)
        #expect(error?.reason.contains("choose another name") == true)
    }

    @Test func `what cannot be stored is refused`() {
        let file = FAT32File(path: "A", size: 1)
        #expect(Self.refusal(of: [file, file])?.reason.contains("twice") == true)
        #expect(Self.refusal(of: [file, FAT32File(path: "A/B", size: 1)])?.reason.contains("twice") == true)
        #expect(Self.refusal(of: [FAT32File(path: "A/B", size: 1), file])?.reason.contains("twice") == true)
        #expect(Self.refusal(of: [FAT32File(path: "A", size: 64 << 20)])?.code == .noRoom)
        #expect(Self.refusal(of: [FAT32File(path: "A", size: 5 << 30)], size: 8 << 30)?.code == .invalidInput)
        #expect(Self.refusal(of: [], size: 32 << 20)?.reason.contains("34 MiB") == true)
        #expect(Self.refusal(of: [], size: (64 << 20) + 1)?.field == "size")
        #expect(Self.refusal(of: [], size: 1 << 45)?.field == "size")
        for label in ["", " A", "esp", "TWELVE CHARS"] {
            let error = BootDiskTests.refusal { () throws(BootDiskError) in
                _ = try FAT32Image(
                    size: 64 << 20, label: label, serial: 1, time: Timestamp(seconds: 0), files: [])
            }
            #expect(error?.field == "label")
        }
    }

    @Test func `a directory may span clusters`() throws {
        let files = (100..<400).map { FAT32File(path: "DIR/F\($0).BIN", size: UInt64($0)) }
        let disk = SampleSystem.disk(try SampleSystem.image(files: files))
        for file in files { #expect(try SampleSystem.read(file.path, disk) == SampleSystem.content(file)) }
    }
}
