import RootTree

/// What no host may have: package managers and their databases.
enum PackageManagers {
    struct Finding: Equatable {
        let manager: String
        /// As in `LayerEntry`; the highest path that belongs to the manager.
        let path: [UInt8]
    }

    /// Programs, by the name they have in a directory of programs; databases and configuration, wherever their path
    /// ends like this (a factory copy of `/var` counts, too).
    private static let table: [(manager: String, programs: [String], data: [String])] = [
        (
            "apt", ["apt", "apt-*", "aptitude", "add-apt-repository"],
            ["etc/apt", "usr/lib/apt", "usr/share/apt", "var/lib/apt", "var/cache/apt", "var/log/apt"]
        ),
        (
            "dpkg", ["dpkg", "dpkg-*", "dselect"],
            ["etc/dpkg", "usr/lib/dpkg", "usr/share/dpkg", "var/lib/dpkg"]
        ),
        (
            "rpm", ["rpm", "rpm2*", "rpmdb", "rpmkeys", "rpmquery", "rpmverify"],
            ["etc/rpm", "usr/lib/rpm", "usr/lib/sysimage/rpm", "var/lib/rpm"]
        ),
        (
            "dnf", ["dnf", "dnf-*", "dnf[0-9]", "microdnf"],
            ["etc/dnf", "usr/lib/sysimage/libdnf5", "usr/share/dnf", "var/lib/dnf", "var/cache/dnf"]
        ),
        (
            "yum", ["yum", "yum-*", "yumdownloader"],
            ["etc/yum", "etc/yum.conf", "etc/yum.repos.d", "var/lib/yum", "var/cache/yum"]
        ),
        ("pip", ["pip", "pip[0-9]*", "pipx"], ["-packages/pip", "-packages/pip-*", "usr/share/python-wheels/pip-*"]),
        ("npm", ["npm", "npx", "corepack"], ["node_modules/npm", "node_modules/corepack", "usr/share/nodejs/npm"]),
    ]

    private static let patterns: [(manager: String, glob: Glob)] = table.flatMap { manager, programs, data in
        let texts =
            ["bin", "sbin"].flatMap { folder in programs.map { "/**/\(folder)/\($0)" } }
            + data.map { $0.hasPrefix("-") ? "/**/*\($0)" : "/**/\($0)" }
        return texts.compactMap { Glob($0) }.map { (manager, $0) }
    }

    /// All that belongs to a package manager, in the order of the paths.
    static func find(in tree: RootTree) -> [Finding] {
        let globs = GlobSet(patterns.map(\.glob))
        var findings: [Finding] = []
        var pending: [(node: NodeIndex, path: [UInt8], state: GlobSet.State)] = [(RootTree.root, [], globs.start)]
        while let (node, path, state) = pending.popLast() {
            guard case .directory(let entries) = tree[node].kind else { continue }
            for entry in entries {
                let child = path.isEmpty ? entry.name : path + [EntryPath.slash] + entry.name
                let (matched, next) = globs.step(state, entry.name[...])
                if let first = matched.min() {
                    findings.append(Finding(manager: patterns[first].manager, path: child))
                } else {
                    pending.append((entry.node, child, next))
                }
            }
        }
        return findings.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }
}
