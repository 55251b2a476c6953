import Archives
import Layers
import RootTree
import TestSupport

/// A merged tree in the words of `Tests/Fixtures/layers.py list`, by path.
func listing(_ outcome: Outcome) throws -> [String: String] {
    var lines: [(path: [UInt8], node: NodeIndex)] = []
    var pending: [(path: [UInt8], node: NodeIndex)] = [([], RootTree.root)]
    let tree = outcome.root.tree
    while let next = pending.popLast() {
        lines.append(next)
        guard case .directory(let entries) = tree[next.node].kind else { continue }
        for entry in entries {
            pending.append((next.path.isEmpty ? entry.name : next.path + [0x2F] + entry.name, entry.node))
        }
    }
    lines.sort { $0.path.lexicographicallyPrecedes($1.path) }
    var firstNames: [NodeIndex: [UInt8]] = [:]
    var result: [String: String] = [:]
    for (path, index) in lines {
        let node = tree[index]
        let attributes = node.attributes
        let (type, content) = try description(node.kind, outcome)
        let first = firstNames[index] ?? path
        firstNames[index] = first
        let values = attributes.extended.map { hexadecimal($0.name) + "=" + hexadecimal($0.value) }
        let fields = [
            hexadecimal(path), type, String(attributes.user), String(attributes.group),
            type == "120000" ? "-" : String(attributes.mode, radix: 8), String(attributes.modified), content,
            values.isEmpty ? "-" : values.joined(separator: ","), first.isEmpty ? "-" : hexadecimal(first),
        ]
        result[hexadecimal(path)] = fields.joined(separator: " ")
    }
    return result
}

private func description(_ kind: Node.Kind, _ outcome: Outcome) throws -> (type: String, content: String) {
    switch kind {
    case .directory: return ("40000", "-")
    case .file(let content):
        guard let bytes = outcome.contents[content.source] else {
            throw Unreadable(description: "\(content.source) was not offered")
        }
        let hash = DigestingBytes(MemoryBytes(bytes))
        try hash.drain()
        return ("100000", "\(content.size) \(hexadecimal(hash.digest()))")
    case .symbolicLink(let target): return ("120000", hexadecimal(target))
    case .blockDevice(let device): return ("60000", "\(device.major):\(device.minor)")
    case .characterDevice(let device): return ("20000", "\(device.major):\(device.minor)")
    case .fifo: return ("10000", "-")
    case .socket: return ("140000", "-")
    }
}

/// What `layers.py list` says about a directory, by path.
func unpackedListing(_ folder: String) throws -> [String: String] {
    let result = try ReferenceTools.asRoot(
        "/usr/bin/env", ["python3", "-B", ReferenceTools.fixture("layers.py"), "list", folder])
    guard result.status == 0 else { throw Unreadable(description: result.errorText) }
    var lines: [String: String] = [:]
    for line in result.text.split(separator: "\n") {
        lines[String(line.prefix { $0 != " " })] = String(line)
    }
    return lines
}

/// The differences of two listings.
///
/// A directory that no layer describes has no time of its own, and an unpacker changes a directory's time whenever it
/// works in it: a time by the clock (after `newest`) says nothing.
func differences(_ ours: [String: String], _ theirs: [String: String]) -> [String] {
    Set(ours.keys).union(theirs.keys).sorted().compactMap { path in
        let our = fields(ours[path])
        var their = fields(theirs[path])
        if our.count > 5, their.count > 5, our[1] == "40000", Int64(their[5]) ?? 0 > newest { their[5] = our[5] }
        if our.count == their.count, zip(our, their).allSatisfy({ $0 == $1 }) { return nil }
        return "ours:   \(our.joined(separator: " "))\ntheirs: \(their.joined(separator: " "))"
    }
}

/// No entry of a random stack is newer.
private let newest: Int64 = 1_600_000_000

private func fields(_ line: String?) -> [String] {
    (line ?? "").split(separator: " ", omittingEmptySubsequences: false).map(String.init)
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
