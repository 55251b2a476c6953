import Foundation
import Profiles
import Testing

@Suite struct `Shipped files` {
    @Test(arguments: [("profiles", ShippedFiles.profiles), ("ignition-templates", ShippedFiles.templates)])
    func `in the binary are those of the folders`(folder: String, embedded: [ShippedFiles.File]) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".yaml") }
        #expect(embedded.map { $0.name + ".yaml" } == names.sorted(), "run: make generate")
        for file in embedded {
            let text = try String(contentsOf: root.appending(path: file.name + ".yaml"), encoding: .utf8)
            #expect(file.text == text, "\(file.name): run make generate")
        }
    }
}
