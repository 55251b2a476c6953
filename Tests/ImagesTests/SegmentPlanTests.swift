import RootTree
import SquashFS
import TestSupport
import Testing

@testable import Images

import struct RootTree.RootTree

@Suite struct SegmentPlanTests {
    /// A tree from lines such as `usr/bin/sh 1`: a file whose bytes come from layer 1; its ordinal is the line's number.
    private func tree(_ files: [String], links: [(path: String, target: String)] = []) -> RootTree {
        var tree = RootTree()
        func directory(_ names: [Substring]) -> NodeIndex {
            names.reduce(RootTree.root) { parent, name in
                guard case .directory(let entries) = tree[parent].kind else { return parent }
                if let found = entries.first(where: { $0.name == Array(name.utf8) }) { return found.node }
                return add(.directory([]), name, parent)
            }
        }
        func add(_ kind: Node.Kind, _ name: Substring, _ parent: NodeIndex) -> NodeIndex {
            tree.nodes.append(Node(attributes: Attributes(mode: 0o755), kind: kind))
            let node = NodeIndex(UInt32(tree.nodes.count - 1))
            guard case .directory(let entries) = tree[parent].kind else { return node }
            let all = entries + [DirectoryEntry(name: Array(name.utf8), node: node)]
            tree[parent].kind = .directory(all.sorted { $0.name.lexicographicallyPrecedes($1.name) })
            return node
        }
        for (ordinal, line) in files.enumerated() {
            let words = line.split(separator: " ")
            let names = words[0].split(separator: "/")
            let source = ContentSource(layer: UInt32(words[1]) ?? 0, ordinal: UInt32(ordinal))
            let content = FileContent(size: 10, source: source)
            _ = add(.file(content), names[names.count - 1], directory(names.dropLast()))
        }
        for link in links {
            let names = link.path.split(separator: "/")
            _ = add(.symbolicLink(Array(link.target.utf8)), names[names.count - 1], directory(names.dropLast()))
        }
        return tree
    }

    private func ordinals(_ plan: SegmentPlan) -> [[UInt32]] { plan.segments.map { $0.map(\.source.ordinal) } }

    @Test("the boot set comes first, then each layer by path, then what the policy made")
    func order() {
        let tree = tree(["b 0", "a/z 1", "a/b 0", "c 2", "a/c 1"])
        #expect(ordinals(SegmentPlan(tree, layers: 2)) == [[], [2, 0], [4, 1], [3]])
        let boot = [Array("c".utf8), Array("a/z".utf8), Array("missing".utf8), Array("a".utf8), Array("c".utf8)]
        #expect(ordinals(SegmentPlan(tree, layers: 2, bootOrder: boot)) == [[3, 1], [2, 0], [4], []])
    }

    @Test("a path of the boot order may lead through symbolic links")
    func links() {
        let tree = tree(["usr/bin/sh 0", "usr/lib/x 0"], links: [("bin", "usr/bin"), ("loop", "loop")])
        let boot = ["loop", "lib/none", "bin/sh", "/usr/bin/sh"].map { Array($0.utf8) }
        #expect(ordinals(SegmentPlan(tree, layers: 1, bootOrder: boot)) == [[0], [1], []])
    }
}
