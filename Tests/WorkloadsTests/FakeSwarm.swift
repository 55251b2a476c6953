import Documents
import Fleet
import Foundation
import HTTP
import TestSupport
import Testing
import Values
import Workloads

/// A swarm of the imagination behind a real connection.
struct FakeSwarm {
    let client: WebClient
    let port: Int

    static func with(_ body: (FakeSwarm) async throws -> Void) async throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", ReferenceTools.fixture("fake_swarm.py")]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        let port = try #require(Int(String(decoding: line, as: UTF8.self)))
        try await WebClient.with(WebClient.Options(), agent: "test") { client in
            try await body(FakeSwarm(client: client, port: port))
        }
    }

    struct Hosts: HostDirectory {
        var addresses: [String: String] = [:]
        var endpoint: HostPort?

        func address(of id: String) -> String? { addresses[id] }
        func endpoint(of id: String, port: Int) -> HostPort? { endpoint }
    }

    var engine: EngineClient { EngineClient(client, base: "http://127.0.0.1:\(port)") }

    func workload(_ hosts: Hosts = Hosts()) -> SwarmWorkload {
        SwarmWorkload(
            manager: engine, access: EngineAccess(client, usesTLS: false), directory: hosts,
            probe: HostProbe(client, hosts))
    }

    func set(_ state: String) async throws {
        let request = WebRequest(
            method: "POST", url: "http://127.0.0.1:\(port)/test/state", body: Array(state.utf8))
        try #require(try await client.send(request).status == 200)
    }

    func requests() async throws -> [String] {
        let answer = try await client.send(WebRequest(url: "http://127.0.0.1:\(port)/test/requests"))
        return Record.read(answer.body, name: "requests")?.strings ?? []
    }

    func nodes() async throws -> [Node] { try await engine.call("GET", "/nodes").items ?? [] }

    /// What changed: requests that are no questions.
    func changes() async throws -> [String] { try await requests().filter { !$0.hasPrefix("GET") } }

    static func node(
        _ host: String, id: String? = nil, role: String = "worker", availability: String = "active",
        state: String = "ready", isLeader: Bool = false, isReachable: Bool = true, address: String = "10.77.0.9",
        created: String = "2026-11-21T10:00:01.5Z", labels: String = "{}"
    ) -> String {
        let manager =
            role == "manager"
            ? """
            ,"ManagerStatus":{"Leader":\(isLeader),"Addr":"\(address):2377",\
            "Reachability":"\(isReachable ? "reachable" : "unreachable")"}
            """
            : ""
        return """
            {"ID":"\(id ?? "n-" + host)","Version":{"Index":7},"CreatedAt":"\(created)",\
            "Spec":{"Labels":\(labels),"Role":"\(role)","Availability":"\(availability)"},\
            "Description":{"Hostname":"\(host)"},"Status":{"State":"\(state)","Addr":"\(address)"}\(manager)}
            """
    }

    static func task(
        _ host: String, _ state: String, desired: String = "running", slot: Int? = nil, created: String = ""
    ) -> String {
        """
        {"ID":"t","NodeID":"n-\(host)","Status":{"State":"\(state)"},"DesiredState":"\(desired)",\
        "ServiceID":"s","CreatedAt":"\(created)"\(slot.map { ",\"Slot\":\($0)" } ?? "")}
        """
    }

    static func state(_ nodes: [String], tasks: [String] = []) -> String {
        #"{"nodes":[\#(nodes.joined(separator: ","))],"tasks":[\#(tasks.joined(separator: ","))]}"#
    }

    static func instance(_ id: String) -> Instance {
        Instance(
            Instance.Record(
                id: id, placement: Placement(zone: "a", subnet: "b", type: "c"), image: "i",
                launchedAt: Timestamp("2026-11-21T10:00:00Z") ?? Timestamp(seconds: 0), tags: HostTags(),
                clientToken: nil),
            state: .running, check: .ok)
    }
}
