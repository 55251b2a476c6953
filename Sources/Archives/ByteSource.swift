/// A stream of bytes that is pulled, one buffer after the other.
///
/// Sources are chained: a file, its digest, the inflated bytes, the tar reader. Nothing is copied between them. A source
/// belongs to one task, and is read from beginning to end once.
package protocol ByteSource: AnyObject {
    /// The next bytes; empty at the end of the stream, and from then on. They are valid until the next call.
    func next() throws(ArchiveError) -> UnsafeRawBufferPointer
}

extension ByteSource {
    /// Reads what is left and looks at none of it.
    package func drain() throws(ArchiveError) {
        while try !next().isEmpty {}
    }

    /// All that is left, in memory.
    /// - Parameter limit: more bytes than this are an error.
    package func readAll(limit: Int) throws(ArchiveError) -> [UInt8] {
        var result: [UInt8] = []
        while true {
            let bytes = try next()
            if bytes.isEmpty { return result }
            guard bytes.count <= limit - result.count else {
                throw ArchiveError(.tooLarge, "it holds more than \(limit) bytes")
            }
            result.append(contentsOf: bytes)
        }
    }
}
