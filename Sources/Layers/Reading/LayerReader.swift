package import Archives
package import RootTree

/// A regular file whose bytes are about to stream by.
package struct LayerFile: Sendable, Equatable {
    package let source: ContentSource
    /// As in `LayerEntry`.
    package let path: [UInt8]
    /// Bytes, holes included.
    package let size: UInt64
}

/// Reads one layer once: indexes every entry, and offers the regular files that are wanted while their bytes pass.
///
///     while let file = try reader.nextFile() {           // begin
///         while let block = try reader.nextBlock() {…}    // data; what lies between blocks is a hole
///     }                                                   // end
///     let index = reader.index                            // complete now
///
/// Blocks are valid until the next call. A file whose blocks are not asked for is skipped. A file that was offered can
/// still turn out to be hidden (by a later entry of the same layer): only the merged tree says what is live.
package final class LayerReader {
    /// What is wanted of the files that come by; it may be changed between calls.
    package var filter: ContentFilter
    package private(set) var index: LayerIndex
    private let number: UInt32
    private let stream: any EntryStream
    private let limits: LayerLimits
    private var problems = Problems()
    /// A layer that asks for too much is not read any further.
    private var isOverLimit = false
    private var current: LayerFile?
    private var apparentBytes: UInt64 = 0

    /// - Parameters:
    ///   - number: the layer's place, 0 for the bottom one.
    ///   - limits: what this layer may ask for.
    ///   - takesDigest: whether the index is to hold the layer's digest.
    package init(
        _ layer: any Layer, number: UInt32, filter: ContentFilter, limits: LayerLimits, takesDigest: Bool = true
    ) throws(LayerErrors) {
        self.number = number
        self.filter = filter
        self.limits = limits
        index = LayerIndex(name: layer.name)
        do throws(LayerError) { stream = try layer.open(limits, takesDigest: takesDigest) } catch {
            throw LayerErrors(error)
        }
    }

    /// The next regular file that is wanted; nil at the end of the layer.
    ///
    /// Entries that are wrong are remembered, and thrown together at the layer's end.
    package func nextFile() throws(LayerErrors) -> LayerFile? {
        current = nil
        while !problems.isFull, !isOverLimit, let stored = try entry() {
            guard let file = add(stored), filter.wants(file) else { continue }
            current = file
            return file
        }
        index.digest = stream.storedDigest
        index.uncompressedBytes = max(stream.uncompressedBytes, apparentBytes)
        try problems.check()
        return nil
    }

    /// The next stored bytes of the file that `nextFile()` gave; nil at its end.
    package func nextBlock() throws(LayerErrors) -> ArchiveBlock? {
        guard let file = current else { return nil }
        do throws(LayerError) {
            guard let block = try stream.nextBlock() else {
                current = nil
                return nil
            }
            let (end, overflow) = block.offset.addingReportingOverflow(UInt64(block.bytes.count))
            guard !overflow, end <= file.size else {
                throw LayerError(
                    .damaged, index.name, entry: file.path, "it holds more bytes than its size says",
                    remedy: "get or build this layer again")
            }
            return block
        } catch {
            throw collected(with: error)
        }
    }

    /// Bytes of the layer that have been read so far, as stored.
    package var storedBytes: UInt64 { stream.storedBytes }

    private func entry() throws(LayerErrors) -> StoredEntry? {
        do throws(LayerError) { return try stream.next() } catch { throw collected(with: error) }
    }

    /// Indexes an entry; gives the file where it is one.
    private func add(_ stored: StoredEntry) -> LayerFile? {
        do throws(EntryPath.Problem) {
            let entry = try LayerEntry(stored, ordinal: index.files, limits)
            try count(entry)
            index.entries.append(entry)
            if stored.isAccessControlled { index.accessControlLists.append(entry.path) }
            guard case .file(let ordinal, let size) = entry.kind else { return nil }
            index.files += 1
            return LayerFile(source: ContentSource(layer: number, ordinal: ordinal), path: entry.path, size: size)
        } catch {
            isOverLimit = error.code == .tooManyEntries || error.code == .tooManyBytes
            problems.add(
                LayerError(error.code, index.name, entry: stored.path, error.reason, remedy: error.remedy))
            return nil
        }
    }

    private func count(_ entry: LayerEntry) throws(EntryPath.Problem) {
        guard index.entries.count < limits.entries else {
            throw EntryPath.Problem(
                code: .tooManyEntries, reason: "the layers hold more than \(limits.entries) entries",
                remedy: LayerLimits.remedy("--max-entries"))
        }
        guard case .file(_, let size) = entry.kind else { return }
        let (sum, overflow) = apparentBytes.addingReportingOverflow(size)
        guard !overflow, sum <= limits.uncompressedBytes else {
            throw EntryPath.Problem(
                code: .tooManyBytes, reason: "the files up to it hold more than \(limits.uncompressedBytes) bytes",
                remedy: LayerLimits.remedy("--limit"))
        }
        apparentBytes = sum
    }

    /// What ends the reading, with what was wrong before.
    private func collected(with error: LayerError) -> LayerErrors {
        LayerErrors(problems.all + [error]) ?? LayerErrors(error)
    }
}
