import Archives
import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

/// A tree in words: one line for each name, in the order of the paths' bytes. `describe_tree.py` writes the same lines.
struct TreeDescription {
    private let tree: RootTree
    /// The checksum of a file's bytes.
    private let checksum: (NodeIndex, FileContent) throws -> UInt32
    private var lines: [(path: [UInt8], line: String)] = []
    private var names: [NodeIndex: [[UInt8]]] = [:]

    static func lines(
        _ tree: RootTree, checksum: @escaping (NodeIndex, FileContent) throws -> UInt32
    ) throws -> [String] {
        var description = TreeDescription(tree: tree, checksum: checksum)
        var paths: [(path: [UInt8], node: NodeIndex)] = [([0x2F], RootTree.root)]
        var next = 0
        while next < paths.count {
            let (path, node) = paths[next]
            next += 1
            description.names[node, default: []].append(path)
            guard case .directory(let entries) = tree[node].kind else { continue }
            for entry in entries { paths.append(((path == [0x2F] ? [] : path) + [0x2F] + entry.name, entry.node)) }
        }
        return try paths.sorted { $0.path.lexicographicallyPrecedes($1.path) }
            .map { try description.line($0.path, $0.node) }
    }

    /// The lines of what a test has built.
    static func lines(_ builder: TreeBuilder) throws -> [String] {
        let reader = builder.reader
        return try lines(builder.tree) { _, content in
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
            defer { buffer.deallocate() }
            var checksum: UInt32 = 0
            for offset in stride(from: 0, to: content.size, by: buffer.count) {
                let part = UnsafeMutableRawBufferPointer(
                    rebasing: buffer[..<Int(min(UInt64(buffer.count), content.size - offset))])
                try reader(content, offset, part)
                checksum = CRC32.update(checksum, UnsafeRawBufferPointer(part))
            }
            return checksum
        }
    }

    /// The lines of a folder.
    static func lines(folder: URL) throws -> [String] {
        let result = try ReferenceTools.asRoot(
            "/usr/bin/python3", ["-B", ReferenceTools.fixture("describe_tree.py"), folder.path])
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
        return result.text.split(separator: "\n").map(String.init)
    }

    private init(tree: RootTree, checksum: @escaping (NodeIndex, FileContent) throws -> UInt32) {
        self.tree = tree
        self.checksum = checksum
    }

    private func line(_ path: [UInt8], _ node: NodeIndex) throws -> String {
        let attributes = tree[node].attributes
        var words = [encoded(path)]
        switch tree[node].kind {
        case .directory: words.append("directory")
        case .file: words.append("file")
        case .symbolicLink: words.append("link")
        case .blockDevice: words.append("block")
        case .characterDevice: words.append("character")
        case .fifo: words.append("fifo")
        case .socket: words.append("socket")
        }
        if words.last != "link" { words.append("mode=" + String(attributes.mode, radix: 8)) }
        words.append("owner=\(attributes.user):\(attributes.group) time=\(attributes.modified)")
        switch tree[node].kind {
        case .file(let content): words.append("size=\(content.size) crc=\(hex(try checksum(node, content)))")
        case .symbolicLink(let target): words.append("target=" + encoded(target))
        case .blockDevice(let device), .characterDevice(let device):
            words.append("device=\(device.major):\(device.minor)")
        case .directory, .fifo, .socket: break
        }
        let all = (names[node] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
        if words[1] != "directory" { words.append("links=\(all.count) same=\(encoded(all[0]))") }
        for attribute in attributes.extended {
            words.append(encoded(attribute.name) + "=" + attribute.value.map { padded($0, 2) }.joined())
        }
        return words.joined(separator: " ")
    }

    private func encoded(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "/"):
                String(Unicode.Scalar(byte))
            default: "%" + padded(byte, 2)
            }
        }.joined()
    }

    private func hex(_ number: UInt32) -> String { padded(number, 8) }

    private func padded(_ number: some FixedWidthInteger, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// An issue that names the lines which are only in one of two descriptions.
func expectSame(_ found: [String], _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let (foundSet, expectedSet) = (Set(found), Set(expected))
    let different =
        found.filter { !expectedSet.contains($0) }.map { "found    " + $0 }
        + expected.filter { !foundSet.contains($0) }.map { "expected " + $0 }
    #expect(
        different.isEmpty && found.count == expected.count, "\(different.joined(separator: "\n"))",
        sourceLocation: location)
}
