import Synchronization

/// The home region's AMI, which the others wait for.
final class SourceImage: Sendable {
    private struct State {
        var image: String?
        var hasFailed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var image: String? { state.withLock { $0.image } }

    func set(_ image: String) { settle { $0.image = image } }

    /// Says that there will be none. The home region says this or `set` in any case, also when it is cancelled.
    func fail() { settle { $0.hasFailed = true } }

    /// Waits until the AMI is available.
    /// - Returns: false where there will be none.
    func arrives() async -> Bool {
        await withCheckedContinuation { continuation in
            let isSettled = state.withLock { state in
                if state.image == nil, !state.hasFailed { state.waiting.append(continuation) }
                return state.image != nil || state.hasFailed
            }
            if isSettled { continuation.resume() }
        }
        return image != nil
    }

    private func settle(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
