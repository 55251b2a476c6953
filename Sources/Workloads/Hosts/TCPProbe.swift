import Fleet
import Glibc

/// Whether something listens on a TCP port.
enum TCPProbe {
    /// Seconds for the connection to come about.
    private static let patience = 5
    /// How long it must stay, in milliseconds: what stands before a host accepts first, and closes when the host refuses.
    private static let stay = 1000
    private static let step = 50

    static func reading(of place: HostPort) async -> GateReading {
        guard let socket = ProbeSocket.open(place) else { return .fail("\(place) is no address") }
        guard await socket.wait(Int16(POLLOUT), milliseconds: patience * 1000) else {
            return .noData("\(place) does not answer")
        }
        if let reason = socket.failure { return .fail("\(place): \(reason)") }
        guard await socket.wait(Int16(POLLIN), milliseconds: stay) else { return .pass }
        return socket.isAtEnd ? .fail("\(place) closes the connection at once") : .pass
    }

    /// A connection that does not block.
    private struct ProbeSocket: ~Copyable {
        private let descriptor: Int32

        private init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        /// nil where the place has no address.
        static func open(_ place: HostPort) -> ProbeSocket? {
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(place.host, String(place.port), &hints, &found) == 0, let found else { return nil }
            defer { freeaddrinfo(found) }
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let descriptor = socket(found.pointee.ai_family, kind, 0)
            guard descriptor >= 0 else { return nil }
            guard connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 || errno == EINPROGRESS
            else {
                close(descriptor)
                return nil
            }
            return ProbeSocket(descriptor)
        }

        /// Whether one of `events` came in time. The thread is free while nothing does.
        func wait(_ events: Int16, milliseconds: Int) async -> Bool {
            for _ in 0..<(milliseconds / TCPProbe.step) {
                var item = pollfd(fd: descriptor, events: events, revents: 0)
                if poll(&item, 1, 0) > 0 { return true }
                do { try await Task.sleep(for: .milliseconds(TCPProbe.step)) } catch { return false }
            }
            return false
        }

        /// Why there is no connection; nil for one that came about.
        var failure: String? {
            var code: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { return "no answer" }
            return code == 0 ? nil : String(cString: strerror(code))
        }

        /// Whether the other side has closed the connection.
        var isAtEnd: Bool {
            var byte: UInt8 = 0
            let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK))
            return count == 0 || (count < 0 && errno != EAGAIN)
        }
    }
}
