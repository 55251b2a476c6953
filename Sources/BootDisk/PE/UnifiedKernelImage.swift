package import Values

/// An EFI program that carries a kernel: systemd's stub with further sections.
///
///     | stub's headers, the section table longer | stub's sections | .osrel | .cmdline | .uname | .linux | .initrd |
///
/// New sections start behind the last of the stub, in memory at the stub's section alignment (a page at least), in the
/// file at its file alignment. The stub's symbol table is left out, as it is no part of what is loaded. The checksum is
/// zero: only drivers of Windows need one.
///
/// Source: UAPI group, Unified Kernel Image specification, "UKI Components"; Microsoft, PE Format.
package enum UnifiedKernelImage {
    package struct Section: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// - Parameters:
    ///   - stub: `linuxx64.efi.stub` or `linuxaa64.efi.stub` of systemd.
    ///   - sections: in the order in which they shall stand: `.osrel`, `.cmdline`, `.uname`, `.linux`, `.initrd`. Texts
    ///     need no zero at their end.
    ///   - sourceDate: before 2106-02-07T06:28:16Z.
    package static func bytes(
        stub: [UInt8], sections: [Section], sourceDate: Timestamp
    ) throws(BootDiskError) -> [UInt8] {
        let image = try PEImage(size: UInt64(stub.count)) { Array(stub[Int($0.lowerBound)..<Int($0.upperBound)]) }
        try check(image, stub, sections)
        guard let time = UInt32(exactly: sourceDate.seconds) else {
            throw BootDiskError(.invalidInput, .pe, "time", "is \(sourceDate), which 32 bits of seconds do not hold")
        }

        let stubEnd = max(image.sections.map(\.endInFile).max() ?? 0, UInt64(image.sizeOfHeaders))
        var file = Array(stub[..<Int(stubEnd)])
        file.reserveCapacity(sections.reduce(file.count) { $0 + $1.bytes.count + Int(image.fileAlignment) })
        file.pad(to: Int(image.fileAlignment))
        var table: [UInt8] = []
        var address = image.sections.map(\.endInMemory).max() ?? UInt64(image.sizeOfHeaders)
        var added: UInt32 = 0
        for section in sections {
            address = address.roundedUp(to: UInt64(max(image.sectionAlignment, 4096))) ?? .max
            let start = file.count
            file += section.bytes
            file.pad(to: Int(image.fileAlignment))
            guard let place = UInt32(exactly: address), let offset = UInt32(exactly: start),
                let sizeInFile = UInt32(exactly: file.count - start), let size = UInt32(exactly: section.bytes.count),
                UInt64(place) + UInt64(size) < 1 << 31
            else {
                throw BootDiskError(.noRoom, .pe, section.name, "would end behind 2 GiB")
            }
            // Stubs before version 255 run an old kernel where it lies.
            let flags = section.name == ".linux" ? PESection.codeFlags : PESection.dataFlags
            let header = PESection(
                name: section.name, address: place, sizeInMemory: size, fileOffset: offset, sizeInFile: sizeInFile,
                flags: flags)
            table += header.encoded
            address = header.endInMemory
            added += sizeInFile
        }
        let size = UInt32(address.roundedUp(to: UInt64(image.sectionAlignment)) ?? address)
        let end = image.tableStart + image.sections.count * PESection.size
        file.replaceSubrange(end..<(end + table.count), with: table)
        file.set(UInt16(image.sections.count + sections.count), at: image.start + 6)
        file.set(time, at: image.start + 8)
        file.set(UInt64(0), at: image.start + 12)
        let initialized: UInt32 = file.number(at: image.optionalStart + 8) ?? 0
        file.set(initialized &+ added, at: image.optionalStart + 8)
        file.set(size, at: image.optionalStart + 56)
        file.set(UInt32(0), at: image.optionalStart + 64)
        return file
    }

    private static func check(_ image: PEImage, _ stub: [UInt8], _ sections: [Section]) throws(BootDiskError) {
        guard !image.hasCertificates else {
            throw BootDiskError(
                .invalidInput, .pe, "stub", "is signed, and the signature would be void: use one without")
        }
        var names = Set(image.sections.map(\.name))
        for section in sections {
            let name = section.name
            guard (1...8).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw BootDiskError(.invalidInput, .pe, name, "is no name of up to eight characters")
            }
            guard !section.bytes.isEmpty else { throw BootDiskError(.invalidInput, .pe, name, "is empty") }
            guard names.insert(name).inserted else { throw BootDiskError(.invalidInput, .pe, name, "is there twice") }
        }
        let used = image.tableStart + image.sections.count * PESection.size
        let firstData = image.sections.filter { $0.sizeInFile > 0 }.map(\.fileOffset).min() ?? .max
        let room = min(Int(image.sizeOfHeaders), Int(firstData)) - used
        guard sections.count * PESection.size <= room,
            image.sections.count + sections.count <= PEImage.mostSections,
            stub[used..<(used + sections.count * PESection.size)].allSatisfy({ $0 == 0 })
        else {
            throw BootDiskError(
                .noRoom, .pe, "section table",
                "has room for \(max(0, room) / PESection.size) more sections, and \(sections.count) are needed")
        }
    }
}
