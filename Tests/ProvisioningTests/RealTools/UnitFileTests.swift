import Documents
import Foundation
import Provisioning
import TestSupport
import Testing

/// `systemd-analyze verify` reads units below another root without a running systemd; it wants every program that a
/// unit starts to be there.
@Suite struct UnitFileTests {
    private func verify(_ units: [(name: String, text: String)]) throws -> String {
        try withTemporaryFolder { root in
            func write(_ path: String, _ text: String, mode: Int = 0o644) throws {
                let file = root.appendingPathComponent(path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            }
            for program in ["bin/sh", "usr/bin/docker", "bin/true"] { try write(program, "", mode: 0o755) }
            for target in [
                "multi-user.target", "network-online.target", "umount.target", "docker.service", "chronyd.service",
            ] {
                let body =
                    target.hasSuffix("service") ? "[Service]\nExecStart=/bin/true\n" : "[Unit]\nDescription=\(target)\n"
                try write("usr/lib/systemd/system/\(target)", body)
            }
            for unit in units { try write("etc/systemd/system/\(unit.name)", unit.text) }
            let paths = units.map { root.appendingPathComponent("etc/systemd/system/\($0.name)").path }
            let arguments = ["verify", "--man=no", "--recursive-errors=no", "--root=\(root.path)"]
            let result = try runTool("/usr/bin/systemd-analyze", arguments + paths)
            let text = result.text + result.errorText
            return result.status == 0 ? text : "\(text)status \(result.status)"
        }
    }

    private func units(_ data: UserData) throws -> [(name: String, text: String)] {
        (try data.configuration()[["systemd", "units"]]?.items ?? []).compactMap { unit in
            guard let name = unit["name"]?.string, let text = unit["contents"]?.string else { return nil }
            return (name, text)
        }
    }

    @Test(
        "systemd finds nothing to complain about in the units of a shipped rendering", arguments: ShippedHost.ignition)
    func shipped(_ host: ShippedHost) throws {
        let units = try units(host.render())
        guard !units.isEmpty else { return }
        #expect(try verify(units) == "")
    }

    @Test("systemd finds nothing to complain about in the units of containers, secrets and instance-store volumes")
    func fields() throws {
        let body = """
            docker: {}
            time: {servers: [a.example, b.example]}
            storage:
              volumes: [{name: scratch, match: {instance_store: all}, format: xfs, mount: {path: /var/my scratch}}]
            secrets: [{name: key, s3: "s3://bucket/a key", required_by: [docker.service]}]
            containers:
              - {name: web, image: "x@sha256:\(String(repeating: "0", count: 64))", ports: ["80:80"], command: ["a b", "100%", "$HOME", "\\"", "\\\\"],
                 environment: {A: "x y", B: 1}, announce: {target_group: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/0f", port: 80}}
            include: [{template: node-exporter}, {template: log-shipping, with: {region: us-east-1, log_group: /hosts}}]
            """
        let text = body.replacing("/var/my scratch", with: "/var/my-scratch").replacing("a key", with: "a-key")
        #expect(try verify(units(rendering(profile(text, os: "fcos")).required())) == "")
    }

    @Test("systemd does complain about a broken unit, so that its silence means something")
    func complains() throws {
        #expect(
            try verify([("a.service", "[Service]\nExecStart=/bin/true\nRestart=sometimes\n")]).contains("sometimes"))
        #expect(try verify([("b.service", "[Service]\nExecStart=relative\n")]).contains("status"))
    }

    @Test(
        "a service that systemd refuses for want of a command is a warning, and no other service is",
        arguments: [
            ("[Service]\nExecStart=/bin/true\n", false), ("[Service]\nExecStop=/bin/true\n", true),
            ("[Service]\nType=oneshot\nExecStop=/bin/true\n", true),
            ("[Service]\nRemainAfterExit=on\nExecStop=/bin/true\n", false),
            ("[Service]\nType=simple\nRemainAfterExit=yes\nExecStop=/bin/true\n", true),
            ("[Service]\nBusName=org.x\nRemainAfterExit=yes\nExecStop=/bin/true\n", true),
            ("[Unit]\nSuccessAction=reboot\n", false), ("[Unit]\nSuccessAction=none\n", true),
            ("[Unit]\nSuccessAction=reboot\n[Service]\nType=exec\n", true),
            ("[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStartPre=/bin/true\n", true),
            ("[Service]\nExecStart=/bin/true\nExecStart=\n", true), ("[Unit]\nExecStart=/bin/true\n", true),
            ("[Unit]\nDescription=x\n", true),
        ])
    func commands(_ text: String, isRefused: Bool) throws {
        #expect(try verify([("a.service", text)]).contains("Refusing") == isRefused)
        let unit = "{name: a.service, contents: \"\(text.replacing("\n", with: "\\n"))\"}"
        let result = rendering(profile("systemd: {units: [\(unit)]}"))
        let found = result.diagnostics.sorted().map { "\($0.severity) \($0.code) \($0.path)" }
        #expect(found == (isRefused ? ["warning invalid-unit systemd.units[0].contents"] : []))
    }
}
