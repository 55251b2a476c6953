import Archives
import Documents
import Foundation
import Provisioning
import TestSupport
import Testing
import Values

@Suite struct UserDataFittingTests {
    private static let limit = 16_384

    /// A profile with one file of `text`, which must need no quoting in YAML's double quotes.
    private func host(_ text: String, _ more: String = "") -> String {
        profile("storage: {files: [{path: /a, contents: {inline: \"\(text)\"}}]}\n" + more)
    }

    /// Text that does not get much smaller.
    private func noise(_ count: Int) -> String {
        var generator = SeededGenerator(seed: 7)
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._")
        return String((0..<count).map { _ in generator.pick(letters) })
    }

    @Test("16,384 bytes go as they are, one more becomes a stub")
    func boundary() throws {
        let overhead = try rendering(host("a")).required().bytes.count - 1
        let fits = try rendering(host(String(repeating: "a", count: Self.limit - overhead))).required()
        #expect(fits.bytes.count == Self.limit && fits.delivery == .plain)
        let stub = try rendering(host(String(repeating: "a", count: Self.limit - overhead + 1))).required()
        #expect(stub.delivery == .dataStub && stub.originalSize == Self.limit + 1 && stub.bytes.count < 1000)
        #expect(stub.specification?.description == "3.1.0")
        #expect(try stub.configuration()["ignition"]?["version"]?.string == "3.0.0")
    }

    @Test("what does not fit compressed goes to S3, named by its own hash")
    func objectInS3() throws {
        let data = try rendering(host(noise(40_000), "instance: {user_data_prefix: \"s3://bucket/prefix\"}")).required()
        guard case .s3Stub(let key, let object) = data.delivery else {
            Issue.record("\(data.delivery.name)")
            return
        }
        let digest = try runTool("/usr/bin/sha512sum", [], input: object).text.prefix { $0 != " " }
        let stub = try json(String(decoding: data.bytes, as: UTF8.self))
        let replace = stub[["ignition", "config", "replace"]]
        #expect(replace?["source"]?.string == key)
        #expect(key == "s3://bucket/prefix/user-data/\(digest.prefix(32)).ign")
        #expect(replace?[["verification", "hash"]]?.string == "sha512-\(digest)")
        #expect(object.count == data.originalSize && data.bytes.count < 1000)
        #expect(try ReferenceTools.ignitionComplaints([data.bytes, object]) == "")
    }

    @Test("what fits nowhere is an error that names both sizes and the way out")
    func tooLarge() {
        let result = rendering(host(noise(40_000)))
        #expect(result.userData == nil)
        #expect(result.errors.map(\.code) == [.userDataTooLarge])
        #expect(result.errors.first?.message.contains("40,") == true, "\(rendered(result.diagnostics))")
        #expect(result.errors.first?.remedy?.contains("user_data_prefix") == true)
    }

    @Test("a specification that knows no compressed stub is an error, not another specification")
    func specificationTooOld() throws {
        let text = host(String(repeating: "a", count: 17_000))
        let result = rendering(text, specification: Version(3, 0, 0))
        #expect(result.userData == nil)
        #expect(result.errors.map(\.code) == [.userDataTooLarge])
        #expect(result.errors.first?.remedy == "choose --spec 3.1.0 or newer")
        #expect(try rendering(text, specification: Version(3, 1, 0)).required().delivery == .dataStub)
    }

    @Test("a platform without a limit gets everything as it is")
    func qemu() throws {
        let text = profile("storage: {files: [{path: /a, contents: {inline: \"\(noise(40_000))\"}}]}", platform: "qemu")
        #expect(try rendering(text).required().delivery == .plain)
    }

    @Test("cloud-config is gzipped when it is too large, and an error beyond")
    func cloudConfig() throws {
        func host(_ text: String) -> String {
            profile("storage: {files: [{path: /a, contents: {inline: \"\(text)\"}}]}", os: "cloud-init")
        }
        let data = try rendering(host(String(repeating: "word ", count: 5000))).required()
        #expect(data.delivery == .gzip && data.bytes.count < Self.limit && data.originalSize > Self.limit)
        let text = try Gzip.decompress(data.bytes, limit: 1 << 20)
        #expect(text.starts(with: "#cloud-config\n".utf8) && text.count == data.originalSize)
        #expect(try ReferenceTools.cloudInitComplaints([text]) == "")
        let beyond = rendering(host(noise(40_000)))
        #expect(beyond.errors.map(\.code) == [.userDataTooLarge])
        #expect(beyond.errors.first?.remedy?.contains("AMI") == true)
    }
}
