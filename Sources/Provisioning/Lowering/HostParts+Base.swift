import Documents
import Profiles

/// Access, time, kernel and network of a host.
extension HostParts {
    mutating func addAccess() {
        if let ssh = host.ssh {
            let parameters = [
                ("trusted_user_ca_keys", ssh.trustedUserCAKeys),
                ("password_authentication", ssh.passwordAuthentication),
            ]
            add("ssh-ca", parameters, place: ssh.origin, path: NodePath([.key("ssh")]))
        }
        // cloud-init has words of its own for time.
        if let time = host.time, format == .ignition {
            let implementation = host.target.os == .fcos ? "chrony" : "timesyncd"
            add(
                "time",
                [("servers", time.servers), ("implementation", .string(implementation, origin: time.origin))],
                place: time.origin, path: NodePath([.key("time")]))
        }
    }

    mutating func addNetwork() {
        if let settings = host.root["sysctl"], !settings.isEmpty {
            add("sysctl", [("settings", settings)], place: settings.origin.firstLine, path: NodePath([.key("sysctl")]))
        }
        if let modules = host.root["kernel_modules"], !modules.isEmpty {
            add(
                "kernel-modules", [("modules", modules)], place: modules.origin.firstLine,
                path: NodePath([.key("kernel_modules")]))
        }
        if let proxy = host.proxy { add(proxy) }
        readCertificates()
        // cloud-init has a word of its own for certificates.
        if let certificates = host.root["certificates"], !certificates.isEmpty, format == .ignition {
            add(certificates)
        }
    }

    /// The host's services by the template, Ignition's own fetches by `ignition.proxy`.
    private mutating func add(_ proxy: Proxy) {
        add(
            "proxy", [("http", proxy.http), ("https", proxy.https), ("no_proxy", proxy.noProxy)],
            place: proxy.origin.firstLine, path: NodePath([.key("proxy")]))
        guard format == .ignition else { return }
        let entries = [("http_proxy", proxy.http), ("https_proxy", proxy.https), ("no_proxy", proxy.noProxy)]
        let words = Node.mapping(entries.compactMap { key, node in node.map { (key, $0) } }, origin: proxy.origin)
        let body = Node.mapping(
            [("ignition", .mapping([("proxy", words)], origin: proxy.origin))], origin: proxy.origin)
        add(body: body, owner: "`proxy`", place: proxy.origin.firstLine)
    }

    /// Authorities that Ignition trusts while it fetches, and files that the host's own store takes up.
    private mutating func add(_ node: Node) {
        let path = NodePath([.key("certificates")])
        var authorities: [Node] = []
        var files: [Node] = []
        for (pem, name, origin) in certificates {
            let inline = Node.mapping([("inline", .string(pem, origin: origin))], origin: origin)
            authorities.append(inline)
            files.append(
                .mapping(
                    [
                        ("path", .string("/etc/basalt/certificates/\(name).crt", origin: origin)),
                        ("mode", .integer(0o644, origin: origin)), ("overwrite", .boolean(true, origin: origin)),
                        ("contents", inline),
                    ], origin: origin))
        }
        let origin = node.origin.firstLine
        func nested(_ keys: [String], _ node: Node) -> Node {
            keys.reversed().reduce(node) { .mapping([($1, $0)], origin: origin) }
        }
        let ignition = nested(["security", "tls", "certificate_authorities"], .sequence(authorities, origin: origin))
        let storage = nested(["files"], .sequence(files, origin: origin))
        add(
            body: .mapping([("ignition", ignition), ("storage", storage)], origin: origin), owner: "`certificates`",
            place: origin)
        let family =
            switch host.target.os {
            case .fcos: "fedora"
            case .flatcar: "flatcar"
            case .basalt, .cloudInit: "debian"
            }
        add("ca-certificates", [("family", .string(family, origin: origin))], place: origin, path: path)
    }

    /// Fills `certificates`. Files of one name in several folders are numbered.
    private mutating func readCertificates() {
        for (index, node) in (host.root["certificates"]?.items ?? []).enumerated() {
            let path = NodePath([.key("certificates"), .index(index)])
            guard let bytes = read(node, at: path), let name = node.string else { continue }
            let base = name.split(separator: "/").last.map(String.init) ?? name
            let stem = base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
            guard let pem = String(validating: bytes, as: UTF8.self), pem.contains("-----BEGIN CERTIFICATE-----") else {
                report(
                    .wrongValue, "`\(name)` holds no PEM certificate", at: path, origin: node.origin,
                    remedy: "convert it: openssl x509 -inform DER -in \(base) -out \(stem).pem")
                continue
            }
            guard !pem.contains("PRIVATE KEY-----") else {
                report(
                    .secretLiteral, "`\(name)` holds a private key besides the certificate", at: path,
                    origin: node.origin,
                    remedy: "name a file that holds certificates only")
                continue
            }
            guard !certificates.contains(where: { $0.pem == pem }) else { continue }
            var unique = stem
            var number = 1
            while certificates.contains(where: { $0.name == unique }) {
                number += 1
                unique = "\(stem)-\(number)"
            }
            certificates.append((pem, unique, node.origin))
        }
    }
}
