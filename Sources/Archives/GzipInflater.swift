import CISAL

/// A gzip member after the other, inflated from buffer to buffer by ISA-L.
///
/// The checksum and the length that a member ends with are checked.
/// Source: RFC 1952; ISA-L's igzip_lib.h (`isal_inflate` with `ISAL_GZIP`).
package struct GzipInflater: ~Copyable {
    private let state: UnsafeMutablePointer<inflate_state>
    /// Whether the stream may end here: a member is complete, and no byte of a next one was seen.
    package private(set) var isComplete = false

    /// What one step did.
    package struct Step {
        package let consumed: Int
        package let produced: Int
    }

    package init() {
        state = .allocate(capacity: 1)
        isal_inflate_init(state)
        state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    deinit { state.deallocate() }

    /// Inflates until the input is used up, the output is full, or a member ends.
    ///
    /// Call it again with an empty input as long as it fills the output: bytes may be waiting inside.
    package mutating func inflate(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ArchiveError) -> Step {
        if isComplete {
            guard !input.isEmpty else { return Step(consumed: 0, produced: 0) }
            isal_inflate_reset(state)
            isComplete = false
        }
        // Both counts are 32 bits wide in ISA-L.
        let available = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        state.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        state.pointee.avail_in = available
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = room
        let status = isal_inflate(state)
        guard status >= 0, status != ISAL_NEED_DICT else { throw Self.failure(status) }
        isComplete = state.pointee.block_state == ISAL_BLOCK_FINISH
        return Step(
            consumed: Int(available - state.pointee.avail_in), produced: Int(room - state.pointee.avail_out))
    }

    private static func failure(_ status: Int32) -> ArchiveError {
        switch status {
        case ISAL_INVALID_WRAPPER: ArchiveError(.damaged, "no gzip member starts where one must")
        case ISAL_UNSUPPORTED_METHOD: ArchiveError(.unsupported, "the gzip data uses an unknown compression method")
        case ISAL_INCORRECT_CHECKSUM: ArchiveError(.damaged, "the checksum of the gzip data is wrong")
        default: ArchiveError(.damaged, "the gzip data is damaged")
        }
    }
}
