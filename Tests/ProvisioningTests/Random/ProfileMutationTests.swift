import Documents
import Profiles
import Provisioning
import TestSupport
import Testing

@Suite struct ProfileMutationTests {
    @Test("no damaged profile crashes, and each gives a result or says what is wrong", arguments: Shipped.profileNames)
    func mutations(_ name: String) throws {
        var generator = SeededGenerator(seed: UInt64(name.utf8.reduce(0) { $0 + Int($1) }))
        let original = Array(try #require(Shipped.profile(name)).text.utf8)
        let role = ShippedHost.all.first { $0.profile == name }?.role
        var refused = 0
        for _ in 0..<Self.count {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&bytes, &generator) }
            var diagnostics = Diagnostics()
            guard let file = SourceFile.decode(bytes, name: "damaged.yaml", directory: "", into: &diagnostics) else {
                #expect(diagnostics.hasErrors)
                continue
            }
            let result = rendering(file, role: role)
            // Both may be there: what has a wrong shape is composed all the same, so that all problems are shown together.
            #expect(result.userData != nil || result.diagnostics.hasErrors, "\(file.text)")
            if result.diagnostics.hasErrors { refused += 1 }
        }
        #expect(refused > 0)
    }

    /// 3,000 mutations in all.
    private static let count = 3000 / Shipped.profileNames.count

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] = generator.pick("{}[]:,#'\"|>-&*!%@ \n0".utf8)
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(generator.pick("{}[]:,#'\"|>-&*!% \n0".utf8), at: place)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
        default:
            let other = Int.random(in: 0..<bytes.count, using: &generator)
            bytes.insert(contentsOf: bytes[other..<min(bytes.count, other + 30)], at: place)
        }
        if bytes.isEmpty { bytes = [0x0A] }
    }
}
