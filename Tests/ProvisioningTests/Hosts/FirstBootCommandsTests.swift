import Documents
import Foundation
import Provisioning
import TestSupport
import Testing

/// The one script in `runcmd`, run with a systemctl that knows some units and, as the real one does, fails for others.
@Suite struct FirstBootCommandsTests {
    private static let systemctl = """
        #!/bin/sh
        echo "$*" >>"$LOG"
        [ "$1" != --quiet ] || shift
        verb=$1
        shift
        for unit; do
          case " $KNOWN " in *" $unit "*) ;; *) [ "$verb" = daemon-reload ] || exit 5 ;; esac
        done
        """

    /// - Returns: the exit status and what systemctl was asked.
    private func run(_ command: [String], shell: [String], known: String) throws -> (Int32, [String]) {
        try withTemporaryFolder { folder in
            for name in ["systemctl", "systemd-tmpfiles"] {
                let file = folder.appendingPathComponent(name)
                try Data(Self.systemctl.utf8).write(to: file)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
            }
            let log = folder.appendingPathComponent("log")
            try Data().write(to: log)
            let environment = ["PATH=\(folder.path):/usr/bin:/bin", "LOG=\(log.path)", "KNOWN=\(known)"]
            let result = try runTool("/usr/bin/env", environment + shell + command.dropFirst())
            let lines = String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map(
                String.init)
            return (result.status, lines)
        }
    }

    @Test(
        "sshd is reloaded under the name that the distribution has", arguments: ["ssh.service", "sshd.service", "none"])
    func ssh(_ name: String) throws {
        let data = try ShippedHost(profile: "cloud-init", role: nil).render()
        let document = try yaml(String(decoding: data.bytes, as: UTF8.self))
        let words = document["runcmd"]?.items?.last?.items ?? []
        let command = words.compactMap(\.string)
        let units =
            "basalt-mounted-docker-data.service basalt-volume-docker-data.service docker.service var-lib-docker.mount"
        for shell in [["dash"], ["busybox", "sh"]] {
            let (status, asked) = try run(command, shell: shell, known: "systemd-sysctl.service \(units) \(name)")
            #expect(status == 0)
            #expect(asked.contains("reload-or-restart \(name)") == (name != "none"))
            #expect(asked.suffix(2) == ["enable \(units)", "restart \(units)"])
        }
    }
}
