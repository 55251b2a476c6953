import Documents
import Foundation
import Ignition
import Provisioning
import TestSupport

/// The shell scripts of a rendering, by file name.
func scripts(_ data: UserData) throws -> [String: String] {
    var result: [String: String] = [:]
    for file in try data.configuration()[["storage", "files"]]?.items ?? [] {
        guard let path = file["path"]?.string, let contents = file["contents"], let source = contents["source"]?.string,
            let bytes = DataURL.decode(source, compression: contents["compression"]?.string),
            bytes.starts(with: "#!/bin/sh\n".utf8)
        else { continue }
        result[URL(fileURLWithPath: path).lastPathComponent] = String(decoding: bytes, as: UTF8.self)
    }
    return result
}

/// A profile that brings every script.
let everyScript = profile(
    """
    docker: {}
    certificates: [ca.pem]
    time: {servers: [a.example]}
    storage: {volumes: [{name: data, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /var/data}}]}
    secrets: [{name: key, ssm_parameter: /key}]
    containers: [{name: web, image: "x@sha256:\(String(repeating: "0", count: 64))"}]
    cluster: {swarm: {action: join, as: worker, join_addr: ["a:2377"], secrets: {worker_token: {ssm_parameter: /w}}}}
    """, os: "fcos", platform: "qemu")

let certificateFile = MemoryFiles(["ca.pem": .file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")])

/// Runs shell commands while servers of Tests/Fixtures/hosts answer; `$PORT1`, `$PORT2` … are theirs.
///
/// One program starts all of it: a server that Foundation started would keep the sockets open by which it notices the
/// end of other programs.
func withServers(_ servers: [[String]], _ commands: String, environment: [String], in folder: URL) throws -> ToolResult
{
    var script = "set -eu\npids=\ntrap 'kill $pids' EXIT\n"
    for (index, server) in servers.enumerated() {
        let words = [
            ReferenceTools.privateTool("python/bin/python3"), "-B", ReferenceTools.fixture("hosts/\(server[0])"),
        ]
        let pipe = "'\(folder.path)/pipe\(index)'"
        script +=
            "mkfifo \(pipe)\n" + (words + server.dropFirst()).map { "'\($0)'" }.joined(separator: " ")
            + " >\(pipe) 2>/dev/null &\npids=\"$pids $!\"\nread -r PORT\(index + 1) <\(pipe)\nrm \(pipe)\n"
    }
    return try runTool("/usr/bin/env", environment + ["sh", "-c", script + commands])
}
