import Crypto

/// What is hashed while an image is written.
package struct HashOptions: Sendable, Hashable {
    /// The salt of the verity tree; nil for no leaves.
    package var salt: [UInt8]?
    /// Whether the digests of the 512 KiB chunks are taken.
    package var takesChunks: Bool

    package init(salt: [UInt8]? = nil, takesChunks: Bool = false) {
        self.salt = salt
        self.takesChunks = takesChunks
    }
}

/// The hashes of a range of an image that starts on the grid.
package struct ImageHashes: Sendable, Equatable {
    /// 32 bytes for each 4 KiB: SHA-256 of the salt and the page, the lowest level of a verity tree.
    ///
    /// Source: Linux, Documentation/admin-guide/device-mapper/verity.rst, hash type 1.
    package var leaves: [UInt8] = []
    /// 32 bytes for each 512 KiB: its SHA-256, the last one filled up with zeros.
    package var chunks: [UInt8] = []

    package init() {}
}

/// Hashes pages and chunks; those without bytes are hashed once.
package struct ImageHasher: Sendable {
    private let options: HashOptions
    private let salted: SHA256
    private let zeroLeaf: [UInt8]
    private let zeroChunk: [UInt8]

    package init(_ options: HashOptions) {
        self.options = options
        var hash = SHA256()
        if let salt = options.salt { hash.update(data: salt) }
        salted = hash
        hash.update(data: [UInt8](repeating: 0, count: ImageGeometry.page))
        zeroLeaf = Array(hash.finalize())
        zeroChunk = Array(SHA256.hash(data: [UInt8](repeating: 0, count: Int(ImageGeometry.chunk))))
    }

    /// - Parameters:
    ///   - window: whole chunks, or pages at the end of the image.
    ///   - isEmpty: for each page, whether it holds only zeros.
    package func hash(_ window: UnsafeRawBufferPointer, isEmpty: [Bool]) -> ImageHashes {
        var result = ImageHashes()
        if options.salt != nil {
            result.leaves.reserveCapacity(isEmpty.count * 32)
            for (page, isEmpty) in isEmpty.enumerated() {
                guard !isEmpty else {
                    result.leaves += zeroLeaf
                    continue
                }
                var hash = salted
                hash.update(bufferPointer: part(window, page * ImageGeometry.page, ImageGeometry.page))
                result.leaves.append(contentsOf: hash.finalize())
            }
        }
        guard options.takesChunks else { return result }
        let chunk = Int(ImageGeometry.chunk)
        for start in stride(from: 0, to: window.count, by: chunk) {
            let pages = (start / ImageGeometry.page)..<min((start + chunk) / ImageGeometry.page, isEmpty.count)
            guard !isEmpty[pages].allSatisfy(\.self) else {
                result.chunks += zeroChunk
                continue
            }
            var hash = SHA256()
            let bytes = part(window, start, min(chunk, window.count - start))
            hash.update(bufferPointer: bytes)
            if bytes.count < chunk { hash.update(data: [UInt8](repeating: 0, count: chunk - bytes.count)) }
            result.chunks.append(contentsOf: hash.finalize())
        }
        return result
    }

    /// The hashes of `count` bytes of zeros, a multiple of 4 KiB.
    func zeros(_ count: UInt64) -> ImageHashes {
        var result = ImageHashes()
        if options.salt != nil {
            for _ in 0..<(count / UInt64(ImageGeometry.page)) { result.leaves += zeroLeaf }
        }
        if options.takesChunks {
            for _ in 0..<(ImageGeometry.roundedUp(count, to: ImageGeometry.chunk) / ImageGeometry.chunk) {
                result.chunks += zeroChunk
            }
        }
        return result
    }

    private func part(_ window: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: window[start..<(start + count)])
    }
}
