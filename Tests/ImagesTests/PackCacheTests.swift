import Foundation
@testable import Images
import Layers
import TestSupport
import Testing
import Values

@Suite struct `What the cache says of a layer` {
    @Test func `is nothing where the layer's digest is wanted and was not taken`() throws {
        try withTemporaryFolder { folder in
            let cache = PackCache(directory: folder.path)
            var stack = LayerStack([])
            stack.takesDigests = false
            var index = LayerIndex(name: "layer")
            cache.store(index, "identity", stack)
            #expect(cache.index("identity", "layer", stack) == index)
            stack.takesDigests = true
            #expect(cache.index("identity", "layer", stack) == nil)
            index.digest = Digest(bytes: [UInt8](repeating: 7, count: 32))
            cache.store(index, "identity", stack)
            #expect(cache.index("identity", "layer", stack) == index)
            #expect(index.digest != nil)
        }
    }
}
