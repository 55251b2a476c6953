/// Writes an image in windows, in parallel, each byte once; pages of zeros stay holes. Hashes are taken on the way.
package struct ImageCommit: Sendable {
    private let hasher: ImageHasher
    private let threads: Int
    private static let window: UInt64 = 1 << 20

    /// - Parameter threads: at least 1.
    package init(hashes: HashOptions = HashOptions(), threads: Int) {
        hasher = ImageHasher(hashes)
        self.threads = threads
    }

    /// - Parameter known: hashes of regions that an earlier run has taken, by the regions' numbers.
    package func write(
        _ image: ImageAssembly, known: [Int: ImageHashes] = [:], to output: DescriptorImage
    ) throws(SquashFSError) -> CommittedHashes {
        let windows = self.windows(of: image)
        let results = try inParallel(windows.count, threads: threads, scratch: Int(Self.window)) {
            (place, buffer) throws(SquashFSError) in
            let window = windows[place]
            let region = image.regions[window.region]
            let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<window.count])
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            try region.source.read(at: window.offset, into: bytes)
            let isEmpty = try write(UnsafeRawBufferPointer(bytes), at: region.start + window.offset, to: output)
            return known[window.region] == nil
                ? hasher.hash(UnsafeRawBufferPointer(bytes), isEmpty: isEmpty) : ImageHashes()
        }
        var regions = image.regions.indices.map { known[$0] ?? ImageHashes() }
        for (window, hashes) in zip(windows, results) where known[window.region] == nil {
            regions[window.region].leaves += hashes.leaves
            regions[window.region].chunks += hashes.chunks
        }
        var whole = ImageHashes()
        for (number, hashes) in regions.enumerated() {
            let gap = hasher.zeros(image.room(of: number) - image.filled(number))
            whole.leaves += hashes.leaves + gap.leaves
            whole.chunks += hashes.chunks + gap.chunks
        }
        return CommittedHashes(whole: whole, regions: regions)
    }

    private struct Window: Sendable {
        let region: Int
        /// In the region.
        let offset: UInt64
        let count: Int
    }

    private func windows(of image: ImageAssembly) -> [Window] {
        image.regions.indices.flatMap { number in
            let length = image.filled(number)
            return stride(from: 0, to: length, by: Int(Self.window)).map { offset in
                Window(region: number, offset: offset, count: Int(min(Self.window, length - offset)))
            }
        }
    }

    /// Writes the pages that hold something.
    /// - Returns: for each page, whether it is empty.
    private func write(
        _ bytes: UnsafeRawBufferPointer, at offset: UInt64, to output: DescriptorImage
    ) throws(SquashFSError) -> [Bool] {
        var output = output
        let pages = bytes.count / ImageGeometry.page
        var isEmpty = [Bool](repeating: false, count: pages)
        for page in 0..<pages {
            let start = page * ImageGeometry.page
            isEmpty[page] = isZero(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + ImageGeometry.page)]))
        }
        var page = 0
        while page < pages {
            let first = page
            while page < pages, isEmpty[page] == isEmpty[first] { page += 1 }
            guard !isEmpty[first] else { continue }
            let run = bytes[(first * ImageGeometry.page)..<(page * ImageGeometry.page)]
            try output.write(UnsafeRawBufferPointer(rebasing: run), at: offset + UInt64(first * ImageGeometry.page))
        }
        output.startWriteback(at: offset, count: bytes.count)
        return isEmpty
    }
}

/// The hashes of an image.
package struct CommittedHashes: Sendable {
    package let whole: ImageHashes
    /// Of each region up to the end of its last chunk, in the order of the regions.
    package let regions: [ImageHashes]
}

extension ImageAssembly {
    /// Bytes from a region's start to the next one's.
    fileprivate func room(of region: Int) -> UInt64 {
        (region + 1 < regions.count ? regions[region + 1].start : size) - regions[region].start
    }

    /// Bytes of a region up to the end of its last chunk; of the last region, to the image's end.
    fileprivate func filled(_ region: Int) -> UInt64 {
        min(ImageGeometry.roundedUp(regions[region].source.length, to: ImageGeometry.chunk), room(of: region))
    }
}
