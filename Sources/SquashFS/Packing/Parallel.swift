import Dispatch
import Synchronization

/// Calls `body` for 0 to `count - 1`, on up to `threads` threads, the calling one among them.
///
/// - Parameters:
///   - scratch: bytes of the buffer that each thread gives to its calls.
/// - Returns: the results in order.
/// - Throws: what the call with the lowest number of those that failed has thrown.
package func inParallel<Result: Sendable>(
    _ count: Int, threads: Int, scratch: Int,
    _ body: @Sendable (Int, UnsafeMutableRawBufferPointer) throws(SquashFSError) -> Result
) throws(SquashFSError) -> [Result] {
    let state = Mutex(WorkState<Result>(results: [Result?](repeating: nil, count: count)))
    @Sendable func work() {
        let buffer = RawBuffer(count: scratch)
        while true {
            let place = state.withLock { state -> Int? in
                guard state.next < count, state.failure == nil else { return nil }
                defer { state.next += 1 }
                return state.next
            }
            guard let place else { return }
            do throws(SquashFSError) {
                let result = try body(place, buffer.bytes)
                state.withLock { $0.results[place] = result }
            } catch {
                state.withLock { if place < $0.failure?.place ?? .max { $0.failure = (place, error) } }
            }
        }
    }
    withoutActuallyEscaping(work) { work in
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in work() }
    }
    let (results, failure) = state.withLock { ($0.results, $0.failure) }
    if let failure { throw failure.error }
    return results.compactMap { $0 }
}

private struct WorkState<Result: Sendable> {
    var next = 0
    var results: [Result?]
    var failure: (place: Int, error: SquashFSError)?
}
