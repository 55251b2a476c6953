import Dispatch
import Glibc
import Synchronization

/// Whether the user has asked to stop. As long as this lives, SIGINT and SIGTERM set a flag instead of ending the
/// process, so that what was begun can be cleared away. A signal that was ignored before stays ignored.
final class Interruption {
    private let flag = Flag()
    private var sources: [(number: Int32, source: any DispatchSourceSignal)] = []

    var isRequested: Bool { flag.isSet.load(ordering: .relaxed) }

    init() {
        for number in [SIGINT, SIGTERM] {
            // The source only sees signals that do not end the process first.
            guard !Self.isIgnored(signal(number, SIG_IGN)) else { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [flag] in flag.isSet.store(true, ordering: .relaxed) }
            source.resume()
            sources.append((number, source))
        }
    }

    deinit {
        for (number, source) in sources {
            source.cancel()
            signal(number, SIG_DFL)
        }
    }

    private static func isIgnored(_ handler: __sighandler_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }
}
