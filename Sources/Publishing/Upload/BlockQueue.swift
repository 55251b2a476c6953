import Synchronization

/// The blocks that are still to be sent, and how many may be under way: shared by the tasks that send.
final class BlockQueue: Sendable {
    private struct State {
        var next = 0
        var window = UploadWindow()
        var underWay = 0
        var sent = 0
    }

    private let blocks: [Int]
    private let state = Mutex(State())

    init(_ blocks: [Int]) { self.blocks = blocks }

    /// The blocks that may be sent now.
    func take() -> [Int] {
        state.withLock { state in
            let count = max(0, min(state.window.limit - state.underWay, blocks.count - state.next))
            let taken = Array(blocks[state.next..<(state.next + count)])
            state.next += count
            state.underWay += count
            return taken
        }
    }

    /// - Returns: how many blocks have been sent.
    func succeeded() -> Int {
        state.withLock { state in
            state.window.succeeded()
            state.underWay -= 1
            state.sent += 1
            return state.sent
        }
    }

    func throttled() { state.withLock { $0.window.throttled() } }
}
