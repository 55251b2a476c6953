import Dispatch
import Synchronization

/// Threads that encode blocks while one thread feeds them.
///
/// The feeding thread takes blocks out of archives by calls that wait for the disk, so these are threads of their own and
/// not tasks. When the queue is full the feeding thread encodes a block itself: all threads are busy, and memory is
/// bounded. Which thread encodes a block never shows in the result.
final class EncodingPool: Sendable {
    private struct State {
        /// The oldest first; never more than the pool's capacity, which is small.
        var jobs: [EncodingJob] = []
        var isClosed = false
        var done: [(BlockNumber, EncodedData)] = []
        var failure: SquashFSError?

        mutating func pop() -> EncodingJob? { jobs.isEmpty ? nil : jobs.removeFirst() }
    }

    private let state = Mutex(State())
    /// Counts jobs, and one more for each worker when the queue is closed.
    private let available = DispatchSemaphore(value: 0)
    private let workers = DispatchGroup()
    private let options: ImageOptions
    private let store: ByteStore
    private let buffers: BlockBuffers
    private let capacity: Int
    private let workerCount: Int

    /// - Parameter threads: how many threads encode, the feeding one counted; at least 1.
    init(threads: Int, options: ImageOptions, store: ByteStore, buffers: BlockBuffers) {
        self.options = options
        self.store = store
        self.buffers = buffers
        workerCount = max(threads, 1) - 1
        capacity = 8 * max(threads, 1)
    }

    func start() {
        for _ in 0..<workerCount {
            DispatchQueue.global(qos: .userInitiated).async(group: workers) { self.work() }
        }
    }

    /// - Returns: nil when the job was queued; the job itself when the queue is full.
    func offer(_ job: EncodingJob) -> EncodingJob? {
        let isQueued = state.withLock { state in
            guard workerCount > 0, state.jobs.count < capacity else { return false }
            state.jobs.append(job)
            return true
        }
        guard isQueued else { return job }
        available.signal()
        return nil
    }

    /// The oldest job that no thread has taken.
    func take() -> EncodingJob? { state.withLock { $0.pop() } }

    /// Lets the threads end; blocks that nobody has taken are dropped. It may be called more than once.
    func stop() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            state.jobs = []
            return !state.isClosed
        }
        guard isFirst else { return }
        for _ in 0..<workerCount { available.signal() }
    }

    /// Waits until all jobs are done. None is left in the queue then.
    func finish() throws(SquashFSError) -> [(BlockNumber, EncodedData)] {
        stop()
        workers.wait()
        let (done, failure) = state.withLock { ($0.done, $0.failure) }
        if let failure { throw failure }
        return done
    }

    /// What went wrong in a worker, so that the feeding thread can stop early.
    var failure: SquashFSError? { state.withLock { $0.failure } }

    private func work() {
        var done: [(BlockNumber, EncodedData)] = []
        do throws(SquashFSError) {
            let encoder = try BlockEncoder.open(options.compression)
            let room = RawBuffer(count: options.blockSize)
            while true {
                available.wait()
                guard let job = take() else {
                    if state.withLock({ $0.isClosed && $0.jobs.isEmpty }) { break }
                    continue
                }
                done.append((job.number, try job.run(encoder, room, store, buffers)))
            }
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
        state.withLock { [done] in $0.done += done }
    }
}
