import Dispatch
import Synchronization

/// Does two things that share nothing, at the same time.
func concurrently<First: Sendable, Second: Sendable, Failure: Error>(
    _ first: @Sendable () throws(Failure) -> First, _ second: @Sendable () throws(Failure) -> Second
) -> (Result<First, Failure>, Result<Second, Failure>) {
    let results = Mutex<(first: Result<First, Failure>?, second: Result<Second, Failure>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { number in
        if number == 0 {
            let result = Result(catching: first)
            results.withLock { $0.first = result }
        } else {
            let result = Result(catching: second)
            results.withLock { $0.second = result }
        }
    }
    let (one, other) = results.withLock { $0 }
    // Each of two iterations is performed; what were not would be done here.
    return (one ?? Result(catching: first), other ?? Result(catching: second))
}
