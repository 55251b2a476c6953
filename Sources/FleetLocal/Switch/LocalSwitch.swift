import Fleet
import Glibc
import Machines

/// The layer 2 of a private network: a small process of its own that belongs to no machine, so that any machine can be
/// replaced. Machines reach it by a UNIX socket; nothing else does.
package struct LocalSwitch: Sendable {
    private let socket: String
    private let process: ProcessFile
    /// Seconds without a machine after which it ends by itself.
    private static let idle = 300

    package init(_ folder: NetworkFolder) {
        socket = folder.switchSocket
        process = ProcessFile(path: "\(folder.path)/switch.process")
    }

    /// Runs until there was no machine for a while. Another process that runs already is enough: this one ends then.
    package func run() throws {
        guard try process.claim() else { return }
        let listener = try listen()
        defer {
            close(listener)
            unlink(socket)
        }
        var ports = SwitchPorts()
        var idleSince = Self.now
        while !ports.isEmpty || Self.now - idleSince < Self.idle {
            if !ports.isEmpty { idleSince = Self.now }
            try ports.turn(listener, now: Self.now)
        }
    }

    package var isRunning: Bool { process.isRunning }

    func end() async -> Bool { await process.end() }

    /// Whether machines can connect now.
    func answers() -> Bool {
        guard isRunning, let descriptor = try? Self.open() else { return false }
        defer { close(descriptor) }
        guard let address = UnixAddress(socket) else { return false }
        return address.with { connect(descriptor, $0, $1) } == 0
    }

    private func listen() throws(ServiceFailure) -> Int32 {
        let descriptor = try Self.open()
        // What an earlier process left behind; its lock is gone, so it is.
        unlink(socket)
        guard let address = UnixAddress(socket), address.with({ bind(descriptor, $0, $1) }) == 0,
            chmod(socket, 0o600) == 0, Glibc.listen(descriptor, 64) == 0
        else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw ServiceFailure(.unavailable, "the switch cannot listen on `\(socket)`: \(reason)")
        }
        return descriptor
    }

    private static func open() throws(ServiceFailure) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = Glibc.socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else {
            throw ServiceFailure(.unavailable, "the switch gets no socket: \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec
    }
}

extension NetworkFolder {
    package var switchSocket: String { "\(path)/switch" }
}
