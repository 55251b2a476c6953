import Documents
import Fleet
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Workloads

@Suite(.serialized) struct TunnelTests {
    private let address = EngineAddress.ssh(user: "ops", host: "manager.internal", port: 2222)

    @Test func `an engine behind ssh answers through the socket, which is gone afterwards`() async throws {
        try await FakeSwarm.with { swarm in
            try await swarm.set(FakeSwarm.state([FakeSwarm.node("w")]))
            setenv("FAKE_ENGINE_PORT", String(swarm.port), 1)
            var path = ""
            let program = ReferenceTools.fixture("fake_ssh.py")
            let count = try await EngineTunnel.with(address, program: program) { socket in
                path = try #require(socket)
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                let access = EngineAccess(swarm.client, usesTLS: false)
                return try await access.engine(at: address, socket: path).call("GET", "/nodes").items?.count
            }
            #expect(count == 1)
            #expect(
                !path.isEmpty && !FileManager.default.fileExists(atPath: (path as NSString).deletingLastPathComponent))
        }
    }

    @Test func `an error of the work goes through, and the tunnel ends`() async throws {
        struct Problem: Error {}
        setenv("FAKE_ENGINE_PORT", "1", 1)
        await #expect(throws: Problem.self) {
            try await EngineTunnel.with(address, program: ReferenceTools.fixture("fake_ssh.py")) { _ in throw Problem()
            }
        }
    }

    @Test func `other engines need no tunnel`() async throws {
        let socket = try await EngineTunnel.with(.unix(path: "/run/docker.sock")) { $0 }
        #expect(socket == nil)
    }

    @Test func `ssh is asked for the socket, with nothing that could be an option of its own`() {
        let arguments = EngineTunnel.arguments("ops", "host", 2222, "/tmp/x/engine")
        #expect(arguments.suffix(6) == ["-p", "2222", "-l", "ops", "--", "host"])
        #expect(arguments.contains("/tmp/x/engine:/var/run/docker.sock") && arguments.contains("BatchMode=yes"))
    }
}
