/// Writes an image in windows, in parallel, each byte once; pages of zeros stay holes. Hashes are taken on the way.
package struct ImageCommit: Sendable {
    private let hasher: ImageHasher
    private let threads: Int
    private static let window: UInt64 = 4 << 20

    /// - Parameter threads: at least 1.
    package init(hashes: HashOptions = HashOptions(), threads: Int) {
        hasher = ImageHasher(hashes)
        self.threads = threads
    }

    /// - Returns: the hashes of the image.
    package func write(_ image: ImageAssembly, to output: DescriptorImage) throws(SquashFSError) -> ImageHashes {
        struct Window: Sendable {
            let region: Int
            let offset: UInt64
            let count: Int
        }
        var windows: [Window] = []
        var room: [UInt64] = []
        for (number, region) in image.regions.enumerated() {
            let next = number + 1 < image.regions.count ? image.regions[number + 1].start : image.size
            let unit = next == image.size ? UInt64(ImageGeometry.page) : ImageGeometry.chunk
            let length = min(ImageGeometry.roundedUp(region.source.length, to: unit), next - region.start)
            room.append(next - region.start - length)
            for offset in stride(from: 0, to: length, by: Int(Self.window)) {
                windows.append(Window(region: number, offset: offset, count: Int(min(Self.window, length - offset))))
            }
        }
        let work = windows
        let results = try inParallel(work.count, threads: threads, scratch: Int(Self.window)) {
            (place, buffer) throws(SquashFSError) in
            let window = work[place]
            let region = image.regions[window.region]
            let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<window.count])
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            try region.source.read(at: window.offset, into: bytes)
            let isEmpty = try write(UnsafeRawBufferPointer(bytes), at: region.start + window.offset, to: output)
            return hasher.hash(UnsafeRawBufferPointer(bytes), isEmpty: isEmpty)
        }
        var hashes = ImageHashes()
        for (place, result) in results.enumerated() {
            hashes = hashes + result
            let region = work[place].region
            let isLast = place + 1 == work.count || work[place + 1].region != region
            if isLast, room[region] > 0 { hashes = hashes + hasher.zeros(room[region]) }
        }
        return hashes
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
        return isEmpty
    }
}
