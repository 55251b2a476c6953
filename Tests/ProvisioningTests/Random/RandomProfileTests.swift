import Archives
import Documents
import Ignition
import Provisioning
import TestSupport
import Testing

@Suite struct RandomProfileTests {
    @Test(
        "random profiles render; the references accept the result; reading and writing it again changes nothing",
        arguments: ["basalt", "flatcar", "fcos", "cloud-init"])
    func everyTarget(_ os: String) async throws {
        var ignition: [[UInt8]] = []
        var cloud: [[UInt8]] = []
        for seed in 0..<15 as Range<UInt64> {
            var random = RandomProfile(seed: seed, os: os)
            let text = random.profileText()
            if os != "cloud-init" {
                let data = try required(text, as: .ignition)
                let config = try data.configuration()
                let written = JSONWriter.text(config, .compact) + "\n"
                var problems = Diagnostics()
                IgnitionValidator.validate(config, into: &problems)
                #expect(!problems.hasErrors, "\(rendered(problems))")
                if data.delivery == .plain { #expect(Array(written.utf8) == data.bytes) }
                ignition += [data.bytes, Array(written.utf8)]
            }
            let data = try required(text, as: .cloudConfig)
            let bytes = data.delivery == .gzip ? try Gzip.decompress(data.bytes, limit: 1 << 22) : data.bytes
            let document = try yaml(String(decoding: bytes, as: UTF8.self))
            #expect("#cloud-config\n" + YAMLWriter.text(document) == String(decoding: bytes, as: UTF8.self))
            var problems = Diagnostics()
            CloudConfigValidator.validate(document, into: &problems)
            #expect(!problems.hasErrors, "\(rendered(problems))")
            cloud.append(bytes)
        }
        #expect(try ReferenceTools.ignitionComplaints(ignition) == "")
        #expect(try ReferenceTools.cloudInitComplaints(cloud) == "")
    }

    private func required(_ text: String, as format: UserDataFormat) throws -> UserData {
        let result = rendering(text, as: format)
        guard let data = result.userData else { throw Unreadable(description: text + rendered(result.diagnostics)) }
        return data
    }

    @Test("concurrent renderings give the same bytes as one alone")
    func deterministic() async throws {
        for seed in 20..<24 as Range<UInt64> {
            var random = RandomProfile(seed: seed, os: "flatcar")
            let text = random.profileText()
            let alone = try rendering(text).required().bytes
            let all = await withTaskGroup(of: [UInt8]?.self) { group in
                for _ in 0..<8 { group.addTask { rendering(text).userData?.bytes } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(all.count == 8 && all.allSatisfy { $0 == alone })
        }
    }
}
