import Fleet
import Foundation
import Glibc
import HTTP
import TestSupport
import Testing
import Workloads

struct GateTests {
    private func reading(_ gate: Gate, at place: HostPort?) async throws -> GateReading {
        try await WebClient.with(WebClient.Options(), agent: "test") { client in
            try await HostProbe(client, FakeSwarm.Hosts(endpoint: place)).reading(of: gate, on: "i-1")
        }
    }

    private func http(_ path: String) -> Gate {
        .http(port: 80, path: path, consecutive: 2, within: .minutes(1))
    }

    @Test func `an answer passes, an error fails, and nobody there fails`() async throws {
        try await FakeSwarm.with { swarm in
            let place = HostPort(host: "127.0.0.1", port: swarm.port)
            let good = try await reading(http("/info"), at: place)
            #expect(good == .pass)
            let bad = try await reading(http("/nothing"), at: place)
            #expect(bad == .fail("http://127.0.0.1:\(swarm.port)/nothing answered 404"))
        }
        guard case .fail = try await reading(http("/"), at: HostPort(host: "127.0.0.1", port: 1)) else {
            return #expect(Bool(false), "a port that nobody listens on passed")
        }
    }

    @Test func `where nothing leads there nothing can be said`() async throws {
        guard case .noData = try await reading(http("/"), at: nil) else {
            return #expect(Bool(false), "a host without an endpoint was judged")
        }
    }

    /// A listener that accepts, or only listens.
    private func listener() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(isBound)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    @Test func `a port that listens passes, and one that closes at once fails`() async throws {
        let gate = Gate.tcp(port: 80, within: .minutes(1))
        let (descriptor, port) = try listener()
        let open = try await reading(gate, at: HostPort(host: "127.0.0.1", port: port))
        #expect(open == .pass)
        // What stands before a host, such as a port of a local machine, accepts and then closes.
        let closing = Task.detached {
            for _ in 0..<2 {
                let connection = accept(descriptor, nil, nil)
                if connection >= 0 { close(connection) }
            }
        }
        let closed = try await reading(gate, at: HostPort(host: "127.0.0.1", port: port))
        guard case .fail(let reason) = closed else { return #expect(Bool(false), "it passed") }
        #expect(reason.contains("closes the connection"))
        await closing.value
        close(descriptor)
        let gone = try await reading(gate, at: HostPort(host: "127.0.0.1", port: port))
        #expect(gone != .pass)
    }

    @Test func `hosts without a cluster are in service while they run`() async throws {
        try await WebClient.with(WebClient.Options(), agent: "test") { client in
            let plain = PlainWorkload(HostProbe(client, FakeSwarm.Hosts()))
            var stopped = FakeSwarm.instance("b")
            stopped.state = .stopped
            let hosts = [FakeSwarm.instance("a"), stopped]
            try await plain.perform(.cordon, on: hosts[0])
            let cordoned = try await plain.members(of: hosts)
            #expect(cordoned.members == ["a": Member(isReady: true, isCordoned: true)] && cordoned.quorum == nil)
            try await plain.perform(.uncordon, on: hosts[0])
            let back = try await plain.members(of: hosts)
            #expect(back.members == ["a": Member(isReady: true)])
        }
    }

    @Test(
        arguments: [
            ("tcp://manager.internal:2376", EngineAddress.tcp(host: "manager.internal", port: 2376)),
            ("ssh://ops@10.0.0.1", .ssh(user: "ops", host: "10.0.0.1", port: nil)),
            ("ssh://10.0.0.1:2222", .ssh(user: nil, host: "10.0.0.1", port: 2222)),
            ("unix:///var/run/docker.sock", .unix(path: "/var/run/docker.sock")), ("tcp://host", nil),
            ("tcp://:2375", nil), ("tcp://host:70000", nil), ("ssh://-oProxyCommand=x", nil), ("ssh://a@-b", nil),
            ("ssh://@host", nil), ("unix://relative", nil), ("http://host:80", nil), ("", nil),
        ] as [(String, EngineAddress?)])
    func `addresses of engines are read as docker reads them`(_ text: String, _ address: EngineAddress?) {
        #expect(EngineAddress(text) == address)
    }
}
