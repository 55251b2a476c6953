import Documents
package import Foundation

/// Programs of others that judge what is rendered here. `Scripts/setup` installs them.
package enum ReferenceTools {
    /// The project's folder.
    package static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file in Tests/Fixtures.
    package static func fixture(_ name: String) -> String {
        repository.appendingPathComponent("Tests/Fixtures/\(name)").path
    }

    /// A file in the folder of private tools.
    package static func privateTool(_ name: String) -> String {
        repository.appendingPathComponent(".build-tools/\(name)").path
    }

    /// What Debian's `ignition-validate` says about each of `configs`; empty where it accepts all.
    package static func ignitionComplaints(_ configs: [[UInt8]]) throws -> String {
        let script = "for file; do ignition-validate \"$file\" || echo \"refused: $file\"; done"
        return try complaints(configs, ending: "ign", "/bin/sh", ["-c", script, "sh"])
    }

    /// What `cloud-init schema` says about each of `configs`; empty where it accepts all.
    package static func cloudInitComplaints(_ configs: [[UInt8]]) throws -> String {
        try complaints(configs, ending: "yaml", "/usr/bin/env", cloudInit + [fixture("cloud_init_schema.py")])
    }

    /// Writes the files of a cloud-config below a folder as cloud-init does, as root.
    package static func writeFilesByCloudInit(_ config: String, below root: String) throws -> ToolResult {
        try asRoot("/usr/bin/env", cloudInit + [fixture("cloud_init_write_files.py"), root, config])
    }

    /// Python with cloud-init's modules.
    private static let cloudInit = [
        "PYTHONPATH=\(privateTool("cloud-init/usr/lib/python3/dist-packages"))", "/usr/bin/python3", "-B",
    ]

    private static func complaints(
        _ configs: [[UInt8]], ending: String, _ program: String, _ arguments: [String]
    ) throws -> String {
        try withTemporaryFolder { folder in
            var names: [String] = []
            for (index, config) in configs.enumerated() {
                let file = folder.appendingPathComponent("\(index).\(ending)")
                try Data(config).write(to: file)
                names.append(file.path)
            }
            let result = try runTool(program, arguments + names)
            let text = result.text + result.errorText
            return result.status == 0 || !text.isEmpty ? text : "\(program) ended with \(result.status)"
        }
    }

    /// Runs a program as root: directly, or through `sudo -n`.
    package static func asRoot(_ program: String, _ arguments: [String]) throws -> ToolResult {
        if getuid() == 0 { return try runTool(program, arguments) }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sudo"),
            try runTool("/usr/bin/sudo", ["-n", "/bin/true"]).status == 0
        else {
            throw Unreadable(description: "this test needs root: run it as root, or allow `sudo -n` for this user")
        }
        return try runTool("/usr/bin/sudo", ["-n", program] + arguments)
    }

    /// A folder that root may write to, removed afterwards.
    package static func withRootFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withTemporaryFolder { folder in
            let root = folder.appendingPathComponent("root")
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
            defer { _ = try? asRoot("/bin/rm", ["-rf", root.path]) }
            return try body(root)
        }
    }
}
