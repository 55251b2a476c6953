import Documents
import Ignition
import Profiles

/// One host's configuration in cloud-config's words, meaning the same. What cloud-config cannot say is an error that
/// names the field and the way out; nothing is dropped.
///
/// Source: cloud-init's module reference; `write_files` runs before `runcmd`, `defer` before the users exist otherwise.
struct CloudConfigWriter {
    let host: HostProfile
    let config: Node
    let certificates: [(pem: String, name: String, origin: Origin)]
    var writeFiles: [Node] = []
    /// Lines of `/etc/tmpfiles.d/basalt.conf`: folders and links.
    var temporaryFileLines: [String] = []
    var enabled: [String] = []
    var disabled: [String] = []
    var masked: [String] = []
    /// Owner, mode and path of each file whose owner has a number, which `write_files` takes for a name.
    var numbered: [String] = []
    var problems = Diagnostics()
    let origin: Origin

    init(host: HostProfile, config: Node, certificates: [(pem: String, name: String, origin: Origin)]) {
        self.host = host
        self.config = config
        self.certificates = certificates
        origin = host.root.origin
    }

    /// The document, keys in the order in which cloud-init works on them.
    mutating func document(into diagnostics: inout Diagnostics) -> Node {
        refuseWhatHasNoForm()
        for file in config[["storage", "files"]]?.items ?? [] { addFile(file) }
        for directory in config[["storage", "directories"]]?.items ?? [] { addDirectory(directory) }
        for link in config[["storage", "links"]]?.items ?? [] { addLink(link) }
        for unit in config[["systemd", "units"]]?.items ?? [] { addUnit(unit) }
        addTemporaryFiles()
        var entries: [(String, Node?)] = [("ca_certs", authorities()), ("groups", groups()), ("users", users())]
        entries += [("disk_setup", diskSetup()), ("fs_setup", fileSystemSetup()), ("ntp", ntp())]
        entries += [("write_files", writeFiles.isEmpty ? nil : list(writeFiles)), ("runcmd", commands())]
        diagnostics.add(problems)
        return mapping(entries.compactMap { key, node in node.map { (key, $0) } })
    }

    /// Sections of an Ignition configuration that cloud-config has no words for.
    private mutating func refuseWhatHasNoForm() {
        let sections: [(path: [String], remedy: String)] = [
            (
                ["storage", "raid"],
                "use `storage.volumes` with `match: {instance_store: all}`, or a unit that runs mdadm"
            ),
            (["storage", "luks"], "encrypt the EBS volume instead"),
            (["kernelArguments"], "set kernel arguments in the AMI"),
            (["ignition", "proxy"], "use the profile's `proxy:`, which configures the host's services"),
            (["ignition", "timeouts"], "leave it out: it only concerns Ignition"),
            (["ignition", "config"], "write the other configuration's content into this profile"),
            (["ignition", "security"], "use the profile's `certificates:`"),
        ]
        for section in sections {
            guard let node = config[section.path], !node.isEmpty else { continue }
            refuse(node, section.path.joined(separator: "."), section.remedy)
        }
    }

    mutating func refuse(_ node: Node, _ what: String, _ remedy: String) {
        problems.error(
            .noCloudConfigForm, "`\(what)` has no cloud-config form", origin: node.origin.firstLine, remedy: remedy)
    }

    private func authorities() -> Node? {
        guard !certificates.isEmpty else { return nil }
        return mapping([("trusted", list(certificates.map { .string($0.pem, origin: $0.origin) }))])
    }

    private func ntp() -> Node? {
        guard let servers = host.time?.servers, !servers.isEmpty else { return nil }
        return mapping([("enabled", .boolean(true, origin: origin)), ("servers", servers)])
    }

    /// One `runcmd` entry for everything, since only the last one's exit status counts (cloud-init #7037). Names travel
    /// as arguments, never inside the script's text.
    private func commands() -> Node? {
        var steps: [Node] = []
        func run(_ script: String, _ arguments: [String]) {
            steps.append(list((["sh", "-ec", script, "basalt"] + arguments).map(text)))
        }
        var script = ""
        if !numbered.isEmpty {
            // The mode once more, since a new owner takes the set-user-ID bit away.
            run(
                "while [ $# -gt 0 ]; do\n  chown \"$1\" \"$3\"\n  chmod \"$2\" \"$3\"\n  shift 3\ndone\n", numbered)
        }
        if !temporaryFileLines.isEmpty { script += "systemd-tmpfiles --create /etc/tmpfiles.d/basalt.conf\n" }
        if !writeFiles.isEmpty || !enabled.isEmpty || !masked.isEmpty || !disabled.isEmpty {
            script += "systemctl daemon-reload\n"
        }
        if config.hasFile(below: "/etc/modules-load.d/") {
            script += "systemctl restart systemd-modules-load.service\n"
        }
        if config.hasFile(below: "/etc/sysctl.d/") { script += "systemctl restart systemd-sysctl.service\n" }
        if config.hasFile(below: "/etc/ssh/sshd_config.d/") {
            // One name is an alias, masked or unknown on most distributions, and systemctl fails for those.
            script +=
                "for unit in ssh.service sshd.service; do\n"
                + "  if systemctl --quiet is-active $unit; then systemctl reload-or-restart $unit; fi\ndone\n"
        }
        // As Ignition, which only writes links and presets, these accept units that the host does not have.
        if !masked.isEmpty {
            run(
                "systemctl mask \"$@\"\nfor unit do\n"
                    + "  if systemctl --quiet is-active \"$unit\"; then systemctl stop \"$unit\"; fi\ndone\n", masked)
        }
        if !disabled.isEmpty {
            run(
                "for unit do\n"
                    + "  if systemctl cat \"$unit\" >/dev/null 2>&1; then systemctl disable --now \"$unit\"; fi\ndone\n",
                disabled)
        }
        if !enabled.isEmpty { script += "systemctl enable \"$@\"\nsystemctl restart \"$@\"\n" }
        guard !script.isEmpty else { return steps.isEmpty ? nil : list(steps) }
        run(script, enabled)
        return list(steps)
    }

    func text(_ value: String) -> Node { .string(value, origin: origin) }
    func list(_ items: [Node]) -> Node { .sequence(items, origin: origin) }
    func mapping(_ entries: [(String, Node)]) -> Node { .mapping(entries, origin: origin) }
}

extension Node {
    fileprivate func hasFile(below prefix: String) -> Bool {
        self[["storage", "files"]]?.items?.contains { $0["path"]?.string?.hasPrefix(prefix) == true } ?? false
    }
}
