import Documents
import Foundation
import Provisioning
import TestSupport
import Testing

/// `BASALT_UPDATE_GOLDEN=1 swift test` writes the files anew; what changed is then to be read.
@Suite struct GoldenRenderingTests {
    @Test("a shipped profile is rendered as it was reviewed", arguments: ShippedHost.all)
    func golden(_ host: ShippedHost) throws {
        let text = try host.render().readable()
        let expected = try GoldenFile.expected("\(host.name).txt", for: text, beside: #filePath)
        #expect(text == expected)
    }

    @Test("no reviewed rendering is left over")
    func names() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files).subtracting(ShippedHost.all.map { "\($0.name).txt" }).isEmpty)
    }
}
