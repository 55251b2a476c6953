import Archives
import Foundation
import TestSupport

/// What a program writes when it is fed `input`; its complaint is an error.
func piped(_ program: String, _ arguments: [String], _ input: [UInt8] = []) throws -> [UInt8] {
    let result = try runTool("/usr/bin/env", [program] + arguments, input: input)
    guard result.status == 0 else { throw Unreadable(description: "\(program): \(result.errorText)") }
    return result.output
}

/// What a Python program writes.
func python(_ program: String, _ input: [UInt8] = []) throws -> [UInt8] {
    try piped("python3", ["-B", "-c", program], input)
}

/// An entry with the data that was read for it, holes as zeros.
struct ReadEntry: Equatable {
    let entry: StoredEntry
    var data: [UInt8] = []
    /// Bytes that were stored, so not in holes.
    var stored = 0
}

/// Everything in a tar archive, and whether it had its end marker.
func readTar(_ source: any ByteSource) throws -> (entries: [ReadEntry], hasEndMarker: Bool) {
    var reader = try TarReader.open(source)
    var entries: [ReadEntry] = []
    while let entry = try reader.next() {
        var read = ReadEntry(entry: entry)
        if case .file(let size, _) = entry.kind {
            guard size < 1 << 26 else { throw Unreadable(description: "too large for a test: \(size)") }
            read.data = [UInt8](repeating: 0, count: Int(size))
            while let block = try reader.nextBlock() {
                let start = Int(block.offset)
                read.data.replaceSubrange(start..<start + block.bytes.count, with: block.bytes)
                read.stored += block.bytes.count
            }
        }
        entries.append(read)
    }
    return (entries, reader.hasEndMarker)
}

func readTar(_ bytes: [UInt8]) throws -> [ReadEntry] { try readTar(MemoryBytes(bytes)).entries }
