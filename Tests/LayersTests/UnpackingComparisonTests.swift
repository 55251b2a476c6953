import Foundation
import Layers
import Testing
import TestSupport

/// The merged tree against what umoci makes on disk of the same image: the same stacks, entry by entry.
@Suite struct UnpackingComparisonTests {
    @Test(arguments: [0, 1, 2, 3]) func `random stacks give what umoci unpacks`(block: Int) throws {
        var agreed = 0
        for seed in block * 25..<(block + 1) * 25 {
            try withTemporaryFolder { folder in
                let layout = folder.appendingPathComponent("layout").path
                try piped("python3", ["-B", ReferenceTools.fixture("layers.py"), "make", String(seed), layout])
                try ReferenceTools.withRootFolder { root in
                    let target = root.appendingPathComponent("rootfs").path
                    let unpacked = try ReferenceTools.asRoot(
                        "/usr/bin/umoci", ["raw", "unpack", "--image", layout + ":latest", target])
                    if try compare(layout, unpacked, target, "seed \(seed)") { agreed += 1 }
                }
            }
        }
        #expect(agreed >= 12, "too few of the stacks can be unpacked to say something")
    }

    /// Whether both have unpacked the image, with the same result.
    private func compare(_ layout: String, _ unpacked: ToolResult, _ target: String, _ name: String) throws -> Bool {
        let layers = try LayerSource.ociLayout(path: layout, .name("latest"), .amd64).layers()
        var limits = LayerLimits()
        limits.allowed = Set(Oddity.allCases)
        let ours: Outcome
        do { ours = try read(layers, limits: limits) } catch let error as LayerErrors {
            #expect(unpacked.status != 0, "\(name): only we refuse: \(error)")
            return false
        }
        guard unpacked.status == 0 else {
            Issue.record("\(name): only umoci refuses: \(unpacked.text + unpacked.errorText)")
            return false
        }
        let found = differences(try listing(ours), try unpackedListing(target))
        #expect(found.isEmpty, "\(name):\n\(found.joined(separator: "\n"))")
        return found.isEmpty
    }
}
