import BootDisk
import Documents
import Values

/// What differs between an image and what its inputs gave when it was built again.
///
/// The root is looked at first: its hash stands in the kernel's command line, and identifiers are made of it.
package struct RebuildComparison {
    private let entry: ImageStore.Entry
    private let inputs: ImageInputs
    private let rebuilt: BuiltImage
    private let disk: String

    /// - Parameters:
    ///   - entry: an image that is what its manifest says.
    ///   - inputs: what it was built of.
    ///   - disk: the file of the disk that was built again.
    package init(_ entry: ImageStore.Entry, _ inputs: ImageInputs, _ rebuilt: BuiltImage, disk: String) {
        self.entry = entry
        self.inputs = inputs
        self.rebuilt = rebuilt
        self.disk = disk
    }

    /// - Returns: nil where the disks are the same.
    package func firstDifference() throws(ImageError) -> ImageVerification.Difference? {
        guard rebuilt.manifest.diskDigest != entry.manifest.diskDigest else { return nil }
        let blocks = DiskBlocks(bytes: (try? DiskFiles().read(entry.file(ImageFiles.blocks), limit: 1 << 30)) ?? [])
        if let difference = try root(blocks) { return difference }
        do throws(BootDiskError) { if let difference = try kernel(blocks) { return difference } } catch {
            throw ImageError(.invalid, "\(error.format.rawValue), \(error.field): \(error.reason)")
        }
        return other(blocks)
    }

    private func root(_ blocks: DiskBlocks) throws(ImageError) -> ImageVerification.Difference? {
        guard let place = place(of: "root", blocks) else { return nil }
        var comparison = try RootComparison.open(entry.file(ImageFiles.disk), disk)
        guard let found = try comparison.firstDifference() else {
            return ImageVerification.Difference(
                place: place, reason: "the same files are stored in other bytes" + layers)
        }
        return ImageVerification.Difference(place: place, reason: "`\(printable(found.path))` \(found.reason)" + layers)
    }

    /// Which layers are other ones, as the end of a sentence.
    private var layers: String {
        var number = 0
        for layer in inputs.layers {
            for digest in layer.digests {
                let now = number < rebuilt.manifest.layers.count ? rebuilt.manifest.layers[number] : nil
                if digest != now {
                    return "; layer \(number), \(layer.source.name), is another one: "
                        + "\(now?.description ?? "none"), not \(digest?.description ?? "none")"
                }
                number += 1
            }
        }
        let folders = inputs.layers.filter { $0.digests.contains(nil) }.map(\.source.name)
        return folders.isEmpty ? "" : "; nothing tells whether \(folders.joined(separator: ", ")) changed since"
    }

    private func kernel(_ blocks: DiskBlocks) throws(BootDiskError) -> ImageVerification.Difference? {
        guard let place = place(of: "esp", blocks) else { return nil }
        let architecture = entry.manifest.architecture
        let before = try Self.sections(entry.file(ImageFiles.disk), architecture)
        let after = try Self.sections(disk, architecture)
        // The command line names an identifier that is made of the other sections.
        let pairs = zip(before, after).sorted { $0.0.name != ".cmdline" && $1.0.name == ".cmdline" }
        for (section, other) in pairs where section.name != other.name || section.bytes != other.bytes {
            return ImageVerification.Difference(
                place: place, reason: "the section `\(other.name)` of the kernel's image has other bytes")
        }
        return ImageVerification.Difference(
            place: place, reason: "the kernel's image or its file system is another one")
    }

    private static func sections(
        _ path: String, _ architecture: String
    ) throws(BootDiskError) -> [(name: String, bytes: ArraySlice<UInt8>)] {
        let disk: DiskReader
        do throws(ImageError) { disk = try DiskReader.open(path) } catch {
            throw BootDiskError(.unreadable, .gpt, "disk", error.message)
        }
        return try disk.kernelSections(architecture)
    }

    private func other(_ blocks: DiskBlocks) -> ImageVerification.Difference {
        let names = ["root-verity"].compactMap { place(of: $0, blocks) }
        let block = rebuilt.blocks.firstDifference(from: blocks) ?? 0
        return ImageVerification.Difference(
            place: names.first ?? "block \(block)", reason: "the partition table or what lies between is another one")
    }

    /// The first block of a partition that is another one; nil where there is none.
    private func place(of name: String, _ blocks: DiskBlocks) -> String? {
        let (old, new) = (entry.manifest.partition(name), rebuilt.manifest.partition(name))
        guard let old, let new, old.digest != new.digest else { return nil }
        let count = max(old.size, new.size) / DiskBlocks.size
        for number in 0..<count {
            let before = blocks.digest(at: old.offset / DiskBlocks.size + number)
            if number * DiskBlocks.size >= min(old.size, new.size)
                || before != rebuilt.blocks.digest(at: new.offset / DiskBlocks.size + number)
            {
                return "\(name), block \(number)"
            }
        }
        return name
    }
}

extension ImageManifest {
    fileprivate func partition(_ name: String) -> Partition? { partitions.first { $0.name == name } }
}

extension DiskBlocks {
    /// The digest of one block, by its number.
    fileprivate func digest(at number: UInt64) -> ArraySlice<UInt8> {
        let start = min(Int(clamping: number) * 32, bytes.count)
        return bytes[start..<min(start + 32, bytes.count)]
    }
}
