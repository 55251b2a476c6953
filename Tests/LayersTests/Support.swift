import Archives
import Foundation
import Layers
import RootTree
import TestSupport
import Values

/// What a program writes when it is fed `input`; its complaint is an error.
@discardableResult
func piped(_ program: String, _ arguments: [String], _ input: [UInt8] = []) throws -> [UInt8] {
    let result = try runTool("/usr/bin/env", [program] + arguments, input: input)
    guard result.status == 0 else { throw Unreadable(description: "\(program): \(result.errorText)") }
    return result.output
}

/// A tar archive that Python's tarfile writes. `body` calls `add(name, data, **fields)`, and the short forms
/// `d(name)`, `f(name, data)`, `l(name, target)`, `h(name, target)`.
func tar(_ body: String, format: String = "PAX_FORMAT") throws -> [UInt8] {
    let program = """
        import sys, io, tarfile
        out = io.BytesIO()
        t = tarfile.open(fileobj=out, mode="w", format=tarfile.\(format), encoding="utf-8", errors="surrogateescape")
        def add(name, data=b"", **fields):
            i = tarfile.TarInfo(name)
            i.size = len(data)
            for key, value in fields.items(): setattr(i, key, value)
            t.addfile(i, io.BytesIO(data))
        def d(name, **k): add(name, type=tarfile.DIRTYPE, mode=k.pop("mode", 0o755), **k)
        def f(name, data="x", **k): add(name, data.encode(), **k)
        def l(name, target): add(name, type=tarfile.SYMTYPE, linkname=target, mode=0o777)
        def h(name, target): add(name, type=tarfile.LNKTYPE, linkname=target)

        """
    let end = "\nt.close()\nsys.stdout.buffer.write(out.getvalue())\n"
    return try piped("python3", ["-B", "-c", program + body + end])
}

/// Bytes in memory as a blob.
struct MemoryBlob: Blob {
    let bytes: [UInt8]
    let name: String
    var size: UInt64? { UInt64(bytes.count) }

    init(_ bytes: [UInt8], name: String = "layer") {
        self.bytes = bytes
        self.name = name
    }

    func open() throws(ArchiveError) -> any ByteSource { MemoryBytes(bytes, chunk: 1 << 16) }
}

/// What came of reading a stack.
struct Outcome {
    var root: HostRoot
    /// The bytes of every file that was offered, holes as zeros.
    var contents: [ContentSource: [UInt8]] = [:]
    var offered: [ContentSource] = []
    var storedBytes = 0

    /// The paths of the tree with a short description each, for whole-tree comparisons.
    var paths: [String: String] {
        var result: [String: String] = [:]
        walk { path, node in result[path] = describe(node) }
        return result
    }

    func walk(_ body: (String, Node) -> Void) {
        var pending: [(String, NodeIndex)] = [("", RootTree.root)]
        while let (path, index) = pending.popLast() {
            let node = root.tree[index]
            body(path.isEmpty ? "/" : path, node)
            guard case .directory(let entries) = node.kind else { continue }
            for entry in entries { pending.append((path + "/" + printable(entry.name), entry.node)) }
        }
    }

    func node(_ path: String) -> Node? {
        var found: Node?
        walk { if $0 == path { found = $1 } }
        return found
    }

    private func describe(_ node: Node) -> String {
        switch node.kind {
        case .directory: "dir"
        case .file(let content): "file " + String(decoding: contents[content.source] ?? written(content), as: UTF8.self)
        case .symbolicLink(let target): "link " + printable(target)
        case .blockDevice(let device): "block \(device.major):\(device.minor)"
        case .characterDevice(let device): "char \(device.major):\(device.minor)"
        case .fifo: "fifo"
        case .socket: "socket"
        }
    }

    private func written(_ content: FileContent) -> [UInt8] {
        let ordinal = Int(content.source.ordinal)
        return ordinal < root.written.count ? root.written[ordinal] : Array("NOT OFFERED".utf8)
    }
}

/// Reads a stack to its end, with all contents.
func read(
    _ layers: [any Layer], policy: HostPolicy = HostPolicy(), limits: LayerLimits = LayerLimits()
) throws -> Outcome {
    let reader = try StackReader(LayerStack(layers, limits: limits), policy: policy)
    var contents: [ContentSource: [UInt8]] = [:]
    var offered: [ContentSource] = []
    var stored = 0
    while let file = try reader.nextFile() {
        var bytes = [UInt8](repeating: 0, count: Int(file.size))
        while let block = try reader.nextBlock() {
            bytes.replaceSubrange(Int(block.offset)..<Int(block.offset) + block.bytes.count, with: block.bytes)
            stored += block.bytes.count
        }
        contents[file.source] = bytes
        offered.append(file.source)
    }
    return Outcome(root: try reader.finish(), contents: contents, offered: offered, storedBytes: stored)
}

/// Reads layers that `tar(_:)` writes, bottom first.
func read(_ bodies: [String], policy: HostPolicy = HostPolicy(), limits: LayerLimits = LayerLimits()) throws -> Outcome
{
    let layers = try bodies.enumerated().map { TarLayer(MemoryBlob(try tar($1), name: "layer \($0)")) }
    return try read(layers, policy: policy, limits: limits)
}

/// The errors of reading a stack; empty where it can be read.
func problems(
    _ bodies: [String], policy: HostPolicy = HostPolicy(), limits: LayerLimits = LayerLimits()
) throws
    -> [LayerError]
{
    do { _ = try read(bodies, policy: policy, limits: limits) } catch let error as LayerErrors { return error.all }
    return []
}

/// The SHA-256 of `bytes`, in hexadecimal digits, as `sha256sum` finds it.
func sha256(_ bytes: [UInt8]) throws -> String {
    String(decoding: try piped("sha256sum", ["-b"], bytes).prefix(64), as: UTF8.self)
}
