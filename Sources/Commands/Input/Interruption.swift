import Dispatch
import Glibc
import Synchronization

/// Whether the user has asked to stop: between `begin` and `end`, SIGINT and SIGTERM set a flag instead of ending the
/// process, so that what was begun can be cleared away. A signal that was ignored before stays ignored.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM]

    static var isRequested: Bool { isInterrupted.load(ordering: .relaxed) }

    static func begin() {
        // Also makes the flag before a handler can want it.
        isInterrupted.store(false, ordering: .relaxed)
        for number in signals where isIgnored(signal(number) { _ in isInterrupted.store(true, ordering: .relaxed) }) {
            signal(number, SIG_IGN)
        }
    }

    static func end() {
        for number in signals where isIgnored(signal(number, SIG_DFL)) { signal(number, SIG_IGN) }
    }

    /// Runs `body`; it is cancelled when the user asks to stop.
    /// - Parameter isLastAtSecond: whether asking again ends the process at once.
    static func cancelling<Result: Sendable>(
        isLastAtSecond: Bool = false, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await body() }
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if isLastAtSecond, task.isCancelled { _exit(130) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in signals { signal(number, SIG_DFL) }
        }
        return try await task.value
    }

    private static func isIgnored(_ handler: __sighandler_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

private let isInterrupted = Atomic(false)
