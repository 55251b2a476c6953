import Fleet
import Foundation
import TestSupport
import Testing
import Values

@testable import FleetLocal

struct StateTests {
    private func folder(_ body: (String) throws -> Void) throws {
        let path = "/tmp/basalt-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    static var record: InstanceRecord {
        InstanceRecord(
            id: "i-0123", fleet: "workers", token: "t", parameters: "p", number: 258,
            placement: Placement(zone: "local", subnet: "demo", type: "512MiB-1"),
            spec: HostSpec(
                image: "sha256:1", imageName: "swarm@1.0.0",
                digest: HostDigest(image: "a", configuration: "b", settings: "c")),
            tags: HostTags(
                host: HostDigest(image: "a", configuration: "b", settings: "c"), run: "r", slot: "s", attempt: 2),
            launchedAt: Timestamp(seconds: 1_790_000_000), ports: [8080: 40_001, 22: 40_002], phase: .kept,
            hasStarted: true, until: Timestamp(seconds: 1_790_003_600))
    }

    @Test func `a record is read as it was written`() throws {
        try folder { path in
            let network = try NetworkFolder(state: path, network: "demo")
            try network.keep(Self.record)
            #expect(try network.record("i-0123") == Self.record)
            #expect(try network.records() == [Self.record])
        }
    }

    @Test func `a damaged record is told and never half read`() throws {
        let good = Self.record.json
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            var bytes = good
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
            if let record = InstanceRecord(json: bytes) { #expect(HostAddress.numbers.contains(record.number)) }
        }
        #expect(InstanceRecord(json: Array(good.dropLast(2))) == nil)
    }

    @Test func `the state is its owner's alone, and a folder that is not is refused`() throws {
        try folder { path in
            let network = try NetworkFolder(state: path, network: "demo")
            for name in ["", "/instances", "/machines", "/configurations", "/parameters"] {
                let mode = try FileManager.default.attributesOfItem(atPath: network.path + name)[.posixPermissions]
                #expect(mode as? Int == 0o700)
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: network.path)
            let error = #expect(throws: ServiceFailure.self) { try NetworkFolder(state: path, network: "demo") }
            #expect(error?.code == .denied)
        }
    }

    @Test func `a path that no socket could have is refused before anything is made`() {
        let error = #expect(throws: ServiceFailure.self) {
            try NetworkFolder(state: "/tmp/" + String(repeating: "a", count: 100), network: "demo")
        }
        #expect(error?.code == .refused && error?.message.contains("BASALT_STATE") == true)
    }

    @Test func `an address is not given again soon, and never twice at a time`() throws {
        try folder { path in
            let network = try NetworkFolder(state: path, network: "demo")
            #expect(try network.nextNumber(besides: []) == 2)
            #expect(try network.nextNumber(besides: []) == 3)
            #expect(try network.nextNumber(besides: [4, 5]) == 6)
            try network.write(Array("254".utf8), to: "last-number")
            #expect(try network.nextNumber(besides: []) == 257, "x.0 and x.255 look like networks")
            try network.write(Array("\(HostAddress.numbers.upperBound)".utf8), to: "last-number")
            #expect(try network.nextNumber(besides: [2]) == 3)
        }
    }

    @Test func `numbers become addresses`() {
        #expect(HostAddress.internet(258) == "10.77.1.2")
        #expect(HostAddress.hardware(258) == "52:54:00:4d:01:02")
    }

    @Test func `names that lead elsewhere are nobody's`() throws {
        try folder { path in
            let network = try NetworkFolder(state: path, network: "demo")
            for name in ["../x", "", "a/b", ".", "i-0\n"] { #expect(try network.record(name) == nil) }
        }
    }
}
