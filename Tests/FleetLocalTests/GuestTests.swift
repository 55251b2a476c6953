import Documents
import Fleet
import Foundation
import TestSupport
import Testing
import Values

@testable import FleetLocal

struct GuestTests {
    private func service(_ body: (MetadataService) throws -> Void) throws {
        let path = "/tmp/basalt-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = try NetworkFolder(state: path, network: "demo")
        try folder.keep(StateTests.record)
        try body(try MetadataService(machine: folder.machineFolder("i-0123")))
    }

    private func request(
        _ method: String, _ path: String, _ headers: [String: String] = [:], _ body: String = ""
    ) -> MetadataRequest { MetadataRequest(method: method, path: path, headers: headers, body: body) }

    private func ssm(_ action: String, _ body: String) -> MetadataRequest {
        request("POST", "/", ["x-amz-target": "AmazonSSM.\(action)"], body)
    }

    @Test func `metadata is told to who has a token, as on EC2`() throws {
        try service { service in
            #expect(service.answer(request("GET", "/latest/meta-data/instance-id")).status == 401)
            #expect(service.answer(request("PUT", "/latest/api/token")).status == 400)
            let age = "x-aws-ec2-metadata-token-ttl-seconds"
            let forwarded = request("PUT", "/latest/api/token", [age: "60", "x-forwarded-for": "1.2.3.4"])
            #expect(service.answer(forwarded).status == 403)
            let token = service.answer(request("PUT", "/latest/api/token", [age: "60"])).text
            let headers = ["x-aws-ec2-metadata-token": token]
            #expect(service.answer(request("GET", "/latest/meta-data/instance-id", headers)).text == "i-0123")
            #expect(service.answer(request("GET", "/latest/meta-data/local-ipv4", headers)).text == "10.77.1.2")
            #expect(service.answer(request("GET", "/latest/meta-data/nothing", headers)).status == 404)
            #expect(service.answer(request("DELETE", "/", headers)).status == 405)
        }
    }

    @Test func `parameters are kept, and made once where that is asked for`() throws {
        try service { service in
            #expect(service.answer(ssm("GetParameter", #"{"Name":"/swarm/t"}"#)).text.contains("ParameterNotFound"))
            let first = service.answer(ssm("PutParameter", #"{"Name":"/swarm/t","Value":"one","Overwrite":false}"#))
            #expect(first.status == 200)
            let second = service.answer(ssm("PutParameter", #"{"Name":"/swarm/t","Value":"two","Overwrite":false}"#))
            #expect(second.text.contains("ParameterAlreadyExists"))
            #expect(service.answer(ssm("GetParameter", #"{"Name":"/swarm/t"}"#)).text.contains(#""Value":"one""#))
            let third = service.answer(ssm("PutParameter", #"{"Name":"/swarm/t","Value":"two","Overwrite":true}"#))
            #expect(third.status == 200)
            #expect(service.answer(ssm("GetParameter", #"{"Name":"/swarm/t"}"#)).text.contains(#""Value":"two""#))
        }
    }

    @Test(arguments: ["../../instances/i-0123.json", "/a b", "", ".hidden", "/é"])
    func `a parameter's name leads to no other file`(_ name: String) throws {
        try service { service in
            let body = JSONWriter.text(JSON.mapping([("Name", JSON.text(name)), ("Value", JSON.text("x"))]), .compact)
            let answer = service.answer(ssm("PutParameter", body))
            // SSM itself takes dots and slashes: they become part of one file's name.
            if answer.status == 200 {
                let files = try FileManager.default.contentsOfDirectory(atPath: service.parameterFolder)
                #expect(files == [name.replacing("/", with: "=")])
            } else {
                #expect(answer.text.contains("ValidationException"))
            }
        }
    }

    @Test func `requests are taken whole, one after the other, however they come`() throws {
        let text = "PUT /a HTTP/1.1\r\nContent-Length: 3\r\nX-Y:  z\r\n\r\nabcGET /b HTTP/1.1\r\nHost: h\r\n\r\n"
        var bytes: [UInt8] = []
        var seen: [MetadataRequest] = []
        for byte in text.utf8 {
            bytes.append(byte)
            if let request = try MetadataRequest.take(from: &bytes) { seen.append(request) }
        }
        #expect(
            seen == [
                request("PUT", "/a", ["content-length": "3", "x-y": "z"], "abc"), request("GET", "/b", ["host": "h"]),
            ])
        #expect(bytes.isEmpty)
    }

    @Test func `what is no request is refused, whatever it is`() {
        var random = SeededGenerator(seed: 5)
        let good = Array("POST / HTTP/1.1\r\nContent-Length: 2\r\nX-Amz-Target: a\r\n\r\nhi".utf8)
        for _ in 0..<3000 {
            var bytes = good
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.pick(Array(" \r\n:A9/\u{0}".utf8))
            }
            let count = bytes.count
            let request = try? MetadataRequest.take(from: &bytes)
            #expect(request == nil || bytes.count < count)
        }
        var endless = [UInt8](repeating: 0x41, count: MetadataRequest.headLimit + 1)
        #expect(throws: MetadataRequest.Problem.self) { try MetadataRequest.take(from: &endless) }
        var large = Array("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n".utf8)
        #expect(throws: MetadataRequest.Problem.self) { try MetadataRequest.take(from: &large) }
    }

    @Test func `a machine is told its name, its address and where its services are`() throws {
        let rendered = try LocalUserData.render(
            Array(#"{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/a"}]}}"#.utf8), for: StateTests.record
        )
        let files = try #require(Record.read(rendered, name: "x")?["storage"]?["files"]?.items)
        let texts = Dictionary(
            uniqueKeysWithValues: files.map { file in
                let source = file["contents"]?["source"]?.string ?? ""
                let bytes = Base64.decode(source.dropFirst("data:;base64,".count)) ?? []
                return (file["path"]?.string ?? "", String(decoding: bytes, as: UTF8.self))
            })
        #expect(texts["/a"] != nil && texts["/etc/hostname"] == "i-0123\n")
        let network = try #require(texts["/etc/systemd/network/10-basalt-private.network"])
        #expect(network.contains("MACAddress=52:54:00:4d:01:02") && network.contains("Address=10.77.1.2/16"))
        #expect(texts["/etc/systemd/system.conf.d/10-basalt-local.conf"]?.contains("http://10.0.2.100") == true)
    }

    @Test func `a file that the profile writes itself stays the profile's`() throws {
        let text = #"{"ignition":{"version":"3.3.0"},"storage":{"files":[{"path":"/etc/hostname"}]}}"#
        let rendered = try LocalUserData.render(Array(text.utf8), for: StateTests.record)
        let files = Record.read(rendered, name: "x")?["storage"]?["files"]?.items ?? []
        #expect(files.count { $0["path"]?.string == "/etc/hostname" } == 1)
    }

    @Test(arguments: ["#cloud-config\n", "{}", #"{"ignition":{"version":"2.3.0"}}"#, "\u{1F}\u{8B}"])
    func `user data that is no Ignition configuration is refused`(_ text: String) {
        let error = #expect(throws: ServiceFailure.self) {
            try LocalUserData.render(Array(text.utf8), for: StateTests.record)
        }
        #expect(error?.code == .refused)
    }
}

extension MetadataService {
    /// Where its parameters are.
    fileprivate var parameterFolder: String { folderPath + "/parameters" }
}
