import Fleet
import Glibc

/// The machines that are connected, and what the switch has learned of them.
struct SwitchPorts: ~Copyable {
    private var ports: [Int: Box] = [:]
    private var table = ForwardingTable()
    private var last = 0
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// More machines than a local fleet has.
    private static let limit = 512

    /// A port in a place of its own, since a dictionary holds only what can be copied.
    private final class Box {
        var port: SwitchPort
        init(_ descriptor: Int32) { port = SwitchPort(descriptor) }
    }

    var isEmpty: Bool { ports.isEmpty }

    /// Waits a second at most for something to do, and does it.
    mutating func turn(_ listener: Int32, now: Int) throws(ServiceFailure) {
        let order = ports.keys.sorted()
        var waits = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        for number in order {
            guard let box = ports[number] else { continue }
            let events = POLLIN | (box.port.wantsToWrite ? POLLOUT : 0)
            waits.append(pollfd(fd: box.port.descriptor, events: Int16(events), revents: 0))
        }
        guard poll(&waits, nfds_t(waits.count), 1000) >= 0 || errno == EINTR else {
            throw ServiceFailure(.unavailable, "the switch cannot wait: \(String(cString: strerror(errno)))")
        }
        for (number, wait) in zip(order, waits.dropFirst()) where wait.revents != 0 { receive(number, now) }
        for number in order where ports[number]?.port.flush() == false { remove(number) }
        if waits[0].revents != 0 { accept(listener) }
    }

    private mutating func receive(_ number: Int, _ now: Int) {
        guard let box = ports[number] else { return }
        guard box.port.read(into: &buffer) else { return remove(number) }
        while let frame = box.port.nextFrame() {
            if let target = table.route(frame.dropFirst(4), from: number, now: now) {
                if target != number { ports[target]?.port.queue(frame) }
            } else {
                for (other, target) in ports where other != number { target.port.queue(frame) }
            }
        }
        if box.port.isBroken { remove(number) }
    }

    private mutating func remove(_ number: Int) {
        ports[number] = nil
        table.forget(port: number)
    }

    private mutating func accept(_ listener: Int32) {
        let descriptor = Glibc.accept(listener, nil, nil)
        if descriptor >= 0 { add(descriptor) }
    }

    /// Takes over a connected socket.
    mutating func add(_ descriptor: Int32) {
        guard ports.count < Self.limit, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            close(descriptor)
            return
        }
        last += 1
        ports[last] = Box(descriptor)
    }
}
