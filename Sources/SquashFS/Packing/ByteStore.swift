import Glibc
import Synchronization

/// Bytes that are needed again before the image is done.
enum KeptBytes: Sendable {
    case memory([UInt8])
    case spooled(offset: UInt64, count: Int)

    var count: Int {
        switch self {
        case .memory(let bytes): bytes.count
        case .spooled(_, let count): count
        }
    }
}

/// How much has been encoded so far.
package struct EncodedBytes: Sendable, Equatable {
    package var taken: UInt64 = 0
    package var stored: UInt64 = 0

    package init() {}
}

/// Keeps bytes in memory up to a limit, and beyond it in a file that has no name and goes with the process.
final class ByteStore: Sendable {
    private struct State {
        var inMemory = 0
        var encoded = EncodedBytes()
        var spool: Spool?
        var end: UInt64 = 0
    }

    private let limit: Int
    private let directory: [UInt8]
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limit: bytes that stay in memory.
    ///   - directory: where the file is made.
    init(limit: Int, directory: [UInt8]) {
        self.limit = limit
        self.directory = directory
    }

    func keep(_ bytes: [UInt8]) throws(SquashFSError) -> KeptBytes {
        let place = try state.withLock { (state) throws(SquashFSError) -> (spool: Spool, offset: UInt64)? in
            guard bytes.count > limit - state.inMemory else {
                state.inMemory += bytes.count
                return nil
            }
            let spool: Spool
            if let open = state.spool { spool = open } else { spool = try Spool.open(in: directory) }
            state.spool = spool
            defer { state.end += UInt64(bytes.count) }
            return (spool, state.end)
        }
        guard let (spool, offset) = place else { return .memory(bytes) }
        try spool.write(bytes, at: offset)
        return .spooled(offset: offset, count: bytes.count)
    }

    var encoded: EncodedBytes { state.withLock { $0.encoded } }

    func count(taken: Int, stored: UInt32) {
        state.withLock {
            $0.encoded.taken += UInt64(taken)
            $0.encoded.stored += UInt64(stored)
        }
    }

    /// Gives up bytes that are not needed any more. Those in the file keep their place there.
    func drop(_ kept: KeptBytes) {
        guard case .memory(let bytes) = kept else { return }
        state.withLock { $0.inMemory -= bytes.count }
    }

    /// Fills `output`, which is as long as `kept`.
    func read(_ kept: KeptBytes, into output: UnsafeMutableRawBufferPointer) throws(SquashFSError) {
        switch kept {
        case .memory(let bytes): output.copyBytes(from: bytes)
        case .spooled(let offset, _): try state.withLock { $0.spool }?.read(into: output, at: offset)
        }
    }

    func bytes(of kept: KeptBytes) throws(SquashFSError) -> [UInt8] {
        guard case .spooled(_, let count) = kept else {
            if case .memory(let bytes) = kept { return bytes }
            return []
        }
        let room = RawBuffer(count: count)
        try read(kept, into: room[0..<count])
        return [UInt8](room.prefix(count))
    }

    func areEqual(_ one: KeptBytes, _ other: KeptBytes) throws(SquashFSError) -> Bool {
        guard one.count == other.count else { return false }
        return try bytes(of: one) == bytes(of: other)
    }
}

/// A file without a name.
private final class Spool: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    static func open(in directory: [UInt8]) throws(SquashFSError) -> Spool {
        var name = (directory + Array("/.basalt-XXXXXX".utf8) + [0]).map { CChar(bitPattern: $0) }
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw SquashFSError(.inputOutput, "no temporary file can be made: \(systemError())")
        }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return Spool(descriptor: descriptor)
    }

    func write(_ bytes: [UInt8], at offset: UInt64) throws(SquashFSError) {
        var output = DescriptorImage(descriptor: descriptor)
        try output.write(bytes, at: offset)
    }

    func read(into output: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        var done = 0
        while done < output.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: output[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw SquashFSError(.inputOutput, "a temporary file cannot be read: \(systemError())")
            }
            done += count
        }
    }
}
