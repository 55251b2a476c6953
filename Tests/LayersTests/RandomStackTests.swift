import Layers
import RootTree
import Testing
import TestSupport

/// Stacks of random entries, half of them hostile: each gives a sound tree, or errors that say where.
@Suite struct RandomStackTests {
    private static let names = ["a", "b", "c", "d", "é"]
    private static let whiteouts = [".wh.a", ".wh.b", ".wh.c", ".wh..wh..opq"]
    private static let hostile = ["..", "/a", "a/../b", "", ".", "//", ".wh.", ".wh...", "a/b/c/d/e/f/g/h/i/j"]
    private static let targets = ["a", "b/c", "/", "/a", "..", "../..", "../../b", "a/..", ".", "c/../d", "missing"]

    private func name(_ random: inout SeededGenerator, _ hostile: Int) -> String {
        if Int.random(in: 0..<100, using: &random) < hostile { return random.pick(Self.hostile) }
        let parents = Int.random(in: 0...2, using: &random)
        let isHiding = Int.random(in: 0..<100, using: &random) < 15
        let last = isHiding ? random.pick(Self.whiteouts) : random.pick(Self.names)
        return ((0..<parents).map { _ in random.pick(Self.names) } + [last]).joined(separator: "/")
    }

    /// - Parameter files: names that hard links may mean, of this layer and the lower ones.
    private func layer(_ random: inout SeededGenerator, _ files: inout [String], _ number: Int, hostile: Int) -> [UInt8]
    {
        var writer = TarWriter()
        for entry in 0..<Int.random(in: 0...12, using: &random) {
            let name = name(&random, hostile)
            let isDeep = name.split(separator: "/").count > 2
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<12: writer.add("2", name, target: random.pick(Self.targets))
            case 12..<20 where !files.isEmpty: writer.add("1", name, target: random.pick(files))
            case 20..<22: writer.add("1", name, target: random.pick(Self.targets))
            case 22..<75 where !isDeep: writer.add("5", name)
            case 90...: writer.add(random.pick(["3", "6"]), name)
            default:
                writer.add("0", name, data: Array("\(number):\(entry)".utf8))
                files.append(name)
            }
        }
        return writer.finished()
    }

    @Test(arguments: [0, 5]) func `a random stack gives a sound tree or errors that say where`(hostile: Int) throws {
        var random = SeededGenerator(seed: 4711)
        var limits = LayerLimits()
        limits.allowed = hostile == 0 ? Set(Oddity.allCases) : []
        var trees = 0
        for round in 0..<3000 {
            let count = Int.random(in: 1...4, using: &random)
            var files: [String] = []
            let layers = (0..<count).map { number in
                TarLayer(MemoryBlob(layer(&random, &files, number, hostile: hostile), name: "layer \(number)"))
            }
            do {
                let outcome = try read(layers, limits: limits)
                expectSound(outcome, "round \(round)")
                // A reader that knows no upper layer offers more, and finds the same tree.
                let indices = try indices(layers, limits)
                #expect(try LayerMerge.merge(indices, limits: limits) == outcome.root.merged, "round \(round)")
                trees += 1
            } catch let error as LayerErrors {
                for one in error.all {
                    #expect(one.source.hasPrefix("layer ") && one.entry != nil && !one.remedy.isEmpty, "\(one)")
                }
            }
        }
        #expect(trees > 300, "too few of the stacks can be merged to say something: \(trees)")
    }

    private func indices(_ layers: [TarLayer], _ limits: LayerLimits) throws -> [LayerIndex] {
        try layers.enumerated().map { number, layer in
            let filter = ContentFilter.visible(below: Shadow())
            let reader = try LayerReader(layer, number: UInt32(number), filter: filter, limits: limits)
            while try reader.nextFile() != nil {}
            return reader.index
        }
    }

    /// What `RootTree` and `StackReader` promise.
    private func expectSound(_ outcome: Outcome, _ name: String) {
        let tree = outcome.root.tree
        var named = [Int](repeating: 0, count: tree.nodes.count)
        for node in tree.nodes {
            guard case .directory(let entries) = node.kind else { continue }
            for entry in entries {
                named[Int(entry.node.rawValue)] += 1
                let text = String(decoding: entry.name, as: UTF8.self)
                let isName = !["", ".", ".."].contains(text) && !text.contains("/") && !text.hasPrefix(".wh.")
                #expect(isName, "\(name): the name \(text)")
            }
            let sorted = zip(entries, entries.dropFirst()).allSatisfy { $0.name.lexicographicallyPrecedes($1.name) }
            #expect(sorted, "\(name): unsorted, or a name twice")
        }
        #expect(named[0] == 0 && named.dropFirst().allSatisfy { $0 > 0 }, "\(name): \(named)")
        #expect(Set(outcome.offered).count == outcome.offered.count, "\(name): a file was offered twice")
        for (index, node) in tree.nodes.enumerated() {
            if case .directory = node.kind, index > 0 {
                #expect(named[index] == 1, "\(name): a directory has two names")
            }
            guard case .file(let content) = node.kind else { continue }
            let bytes = outcome.contents[content.source].map { String(decoding: $0, as: UTF8.self) }
            #expect(bytes?.hasPrefix("\(content.source.layer):") == true, "\(name): the bytes of another file")
        }
    }
}
