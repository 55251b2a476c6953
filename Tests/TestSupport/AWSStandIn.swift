import Documents
import Foundation

/// An AWS of this machine, with the faults that `Tests/Fixtures/aws_stand_in.py` lists. It ends with the tests.
package struct AWSStandIn: Sendable {
    package let port: Int
    /// What a client needs in its environment.
    package let variables: [String: String]
    /// The stand-in ends when this is closed.
    private let input: Int32

    /// Who shares a stand-in. Tests of one group run one after the other; groups run side by side.
    package enum Group {
        case client, publishing, interrupted, fleets
    }

    private static let client = Result { try AWSStandIn() }
    private static let publishing = Result { try AWSStandIn() }
    private static let interrupted = Result { try AWSStandIn() }
    private static let fleets = Result { try AWSStandIn() }

    /// The one that a group's tests share, without faults.
    package static func fresh(_ group: Group) throws -> AWSStandIn {
        let started =
            switch group {
            case .client: client
            case .publishing: publishing
            case .interrupted: interrupted
            case .fleets: fleets
            }
        let standIn = try started.get()
        try standIn.play("[]")
        return standIn
    }

    private init() throws {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: ReferenceTools.privateTool("python/bin/python"))
        process.arguments = ["-B", ReferenceTools.fixture("aws_stand_in.py")]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        try process.run()
        self.input = fcntl(input.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 0)
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        guard let node = Self.json(line), let port = node["port"]?.integer, let key = node["accessKey"]?.string,
            let secret = node["secretKey"]?.string
        else { throw Unreadable(description: "the AWS stand-in did not start") }
        self.port = port
        variables = [
            "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)",
            "AWS_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    /// Sets the faults, and forgets the log.
    package func play(_ rules: String) throws { _ = try control("rules", post: rules) }

    /// The calls since the faults were set: "ec2.CopyImage eu-west-1".
    package func log() throws -> [String] { try control("log").strings }

    /// What a volume of a snapshot would hold, zeros left out: SHA-256 in base64 by block; and how it came about.
    package func snapshot(
        _ id: String, in region: String
    ) throws -> (
        blocks: [Int: String], parent: String?, written: Int
    ) {
        let node = try control("snapshot?region=\(region)&id=\(id)")
        var blocks: [Int: String] = [:]
        for entry in node["blocks"]?.mapping?.entries ?? [] {
            if let index = Int(entry.key) { blocks[index] = entry.value.string }
        }
        return (blocks, node["parent"]?.string, node["written"]?.integer ?? 0)
    }

    package func damage(_ id: String, in region: String, block: Int) throws {
        _ = try control("damage?region=\(region)&id=\(id)&block=\(block)", post: "")
    }

    func control(_ path: String, post: String? = nil) throws -> Node {
        let url = "http://127.0.0.1:\(port)/_fault/\(path)"
        let result = try runTool(
            "/usr/bin/curl", ["-sS", "--fail"] + (post.map { ["--data-binary", $0] } ?? []) + [url])
        guard result.status == 0, let node = Self.json(result.output) else {
            throw Unreadable(description: "the AWS stand-in: \(result.errorText)")
        }
        return node
    }

    private static func json(_ bytes: [UInt8]) -> Node? {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "stand-in", directory: nil, text: String(decoding: bytes, as: UTF8.self))
        return JSONReader.read(file, into: &diagnostics)
    }
}
