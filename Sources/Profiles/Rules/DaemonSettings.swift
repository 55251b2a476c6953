import Documents

/// The keys of Docker's `daemon.json` and what their values look like.
///
/// Source: the dockerd reference, "Daemon configuration file" (engine 20.10 to 29).
enum DaemonSettings {
    static let types: [String: ValueType] = {
        var types: [String: ValueType] = [:]
        for key in texts { types[key] = .text }
        for key in flags { types[key] = .boolean }
        for key in numbers { types[key] = .integer(Int.min...Int.max) }
        for key in lists { types[key] = .strings() }
        for key in textMaps { types[key] = .map(.text) }
        for key in other { types[key] = .anything }
        types["features"] = .map(.oneOf([.boolean, .text]))
        types["default-ulimits"] = .map(.anything)
        types["log-level"] = .text(["debug", "info", "warn", "error", "fatal"])
        types["log-format"] = .text(["text", "json"])
        types["default-cgroupns-mode"] = .text(["private", "host"])
        types["default-ipc-mode"] = .text(["private", "shareable"])
        return types
    }()

    private static let texts = [
        "bridge", "bip", "bip6", "cgroup-parent", "cluster-advertise", "cluster-store", "config-file", "containerd",
        "containerd-namespace", "containerd-plugin-namespace", "cpu-rt-period", "data-root", "default-address-pool",
        "default-gateway", "default-gateway-v6", "default-runtime", "default-shm-size", "exec-root", "fixed-cidr",
        "fixed-cidr-v6", "graph", "group", "host-gateway-ip", "init-path", "ip", "log-driver", "metrics-addr",
        "oom-score",
        "pidfile", "seccomp-profile", "selinux", "storage-driver", "swarm-default-advertise-addr", "tlscacert",
        "tlscert",
        "tlskey", "userland-proxy-path", "userns-remap", "firewall-backend", "cdi-spec-dir",
    ]

    private static let flags = [
        "allow-direct-routing", "allow-nondistributable-artifacts", "bridge-accept-fwmark", "debug", "experimental",
        "icc",
        "init", "ip-forward", "ip-forward-no-drop", "ip-masq", "ip6tables", "iptables", "ipv6", "live-restore",
        "no-new-privileges", "raw-logs", "rootless", "selinux-enabled", "tls", "tlsverify", "userland-proxy",
        "validate", "no-proxy",
    ]

    private static let numbers = [
        "cpu-rt-runtime", "max-concurrent-downloads", "max-concurrent-uploads", "max-download-attempts", "mtu",
        "network-control-plane-mtu", "oom-score-adjust", "shutdown-timeout", "network-diagnostic-port",
    ]

    private static let lists = [
        "authorization-plugins", "cdi-spec-dirs", "dns", "dns-opts", "dns-search", "exec-opts", "host-gateway-ips",
        "hosts", "insecure-registries", "labels", "node-generic-resources", "registry-mirrors", "storage-opts",
    ]

    /// Maps whose values must be strings, numbers and booleans in quotes.
    private static let textMaps = ["log-opts", "cluster-store-opts"]

    private static let other = ["builder", "default-address-pools", "default-network-opts", "proxies", "runtimes"]
}
