import Foundation
import TestSupport

/// Debian's Ignition, working on a folder.
enum RealIgnition {
    private static let binary = "/usr/lib/dracut/modules.d/30ignition/ignition"

    /// `ignition-apply`: files, links, folders and units into an empty folder.
    static func apply(_ config: [UInt8]) throws -> (entries: [String: RootEntry], hard: [Set<String>]) {
        try ReferenceTools.withRootFolder { root in
            let folder = root.deletingLastPathComponent()
            let file = folder.appendingPathComponent("config.ign")
            try Data(config).write(to: file)
            let program = folder.appendingPathComponent("ignition-apply")
            try FileManager.default.createSymbolicLink(atPath: program.path, withDestinationPath: binary)
            let arguments = ["--offline", "--ignore-unsupported", "--root", root.path, file.path]
            try require(ReferenceTools.asRoot("/usr/bin/env", ["container=oci", program.path] + arguments))
            return try RootTree.read(root)
        }
    }

    /// The stages `fetch` and `files` on a small root file system, users and groups included.
    static func boot(_ config: [UInt8]) throws -> (entries: [String: RootEntry], hard: [Set<String>]) {
        try ReferenceTools.withRootFolder { root in
            let folder = root.deletingLastPathComponent()
            try prepare(root, programs: folder.appendingPathComponent("bin"))
            let file = folder.appendingPathComponent("config.ign")
            try Data(config).write(to: file)
            let path =
                "\(folder.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"):/usr/sbin:/sbin"
            for stage in ["fetch", "files"] {
                var arguments = ["PATH=\(path)", "IGNITION_CONFIG_FILE=\(file.path)", binary, "--platform", "file"]
                arguments += ["--stage", stage, "--root", root.path, "--log-to-stdout"]
                for option in ["config-cache", "neednet", "state-file"] {
                    arguments += ["--\(option)", "\(folder.path)/\(option)"]
                }
                try require(ReferenceTools.asRoot("/usr/bin/env", arguments))
            }
            defer {
                for name in ["config-cache", "neednet", "state-file"] {
                    _ = try? ReferenceTools.asRoot("/bin/rm", ["-f", "\(folder.path)/\(name)"])
                }
            }
            return try RootTree.read(root)
        }
    }

    /// Account files, and an SELinux policy that is switched off: Ignition relabels what it writes all the same.
    private static func prepare(_ root: URL, programs: URL) throws {
        let texts = [
            "etc/passwd": "root:x:0:0:root:/root:/bin/sh\n", "etc/group": "root:x:0:\nusers:x:100:\n",
            "etc/shadow": "root:*:1::::::\n", "etc/gshadow": "root:*::\nusers:!::\n",
            "etc/selinux/config": "SELINUX=disabled\nSELINUXTYPE=none\n",
            "etc/selinux/none/contexts/files/file_contexts": "",
        ]
        for (name, text) in texts {
            let file = root.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        let setfiles = programs.appendingPathComponent("setfiles")
        try Data("#!/bin/sh\nexit 0\n".utf8).write(to: setfiles)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: setfiles.path)
        _ = try ReferenceTools.asRoot("/bin/chown", ["-R", "root:root", root.path])
    }

    private static func require(_ result: ToolResult) throws {
        guard result.status == 0 else { throw Unreadable(description: result.text + result.errorText) }
    }
}
