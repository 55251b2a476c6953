import Documents
import Glibc
package import Layers
package import Values

/// Installs the packages of a `debian:` layer, scripts included, and keeps the result as one tar archive.
///
/// mmdebstrap does it from a repository that holds the locked packages and nothing else, without a network. What the
/// machine would leave in the result (its name, its resolver, the repository's path, keys made by chance) is removed,
/// so that the same lock gives the same bytes on every machine.
package struct RootBuilder {
    private let store: ContentStore

    package init(store: ContentStore) { self.store = store }

    /// - Parameter time: of files that the scripts write; the lock's own date by default.
    package func layer(_ locked: LockedLayer, time: Timestamp? = nil) async throws(LayerError) -> any Layer {
        let time = time ?? locked.date
        let key = try key(locked, time)
        let known = "\(store.root)/roots/\(key.hexadecimal)"
        let name = locked.request.name
        if let text = try? DiskFiles().read(known, limit: 128),
            let digest = Digest(String(decoding: text, as: UTF8.self)),
            let blob = store.file(digest, name: name)
        {
            return TarLayer(blob, expected: .init(digest: digest))
        }
        let digest = try await build(locked, time)
        try store.note(digest, as: "roots", key)
        guard let blob = store.file(digest, name: name) else { throw TemporaryFolder.failure(store.path(digest)) }
        return TarLayer(blob, expected: .init(digest: digest))
    }

    /// What decides the bytes of the result.
    private func key(_ locked: LockedLayer, _ time: Timestamp) throws(LayerError) -> Digest {
        let text = JSONWriter.text(locked.node, .compact) + "\n\(time)\n" + Self.hooks.joined(separator: "\n")
        return try store.digest(of: Array(text.utf8))
    }

    /// mmdebstrap is given no suite: by its name it would look for essential packages that a `Release` vouches for.
    private func build(_ locked: LockedLayer, _ time: Timestamp) async throws(LayerError) -> Digest {
        let repository = try TemporaryFolder()
        try StoredPackages.write(locked.packages, from: store, to: repository)
        let output = try store.create()
        let names = locked.packages.map { "\($0.identity.name)=\($0.identity.version)" }
        let isRoot = geteuid() == 0
        let outcome = try await Tool.mmdebstrap.run(
            [
                "--variant=essential", "--format=tar", "--mode=\(isRoot ? "root" : "unshare")",
                "--architectures=\(locked.request.architecture)", "--aptopt=APT::Install-Recommends \"false\"",
                "--include=\(names.joined(separator: ","))",
            ] + Self.hooks.map { "--customize-hook=\($0)" } + [
                "", "-", "deb [trusted=yes] copy:\(repository.path) ./",
            ],
            for: "install the packages of \(locked.request.name)",
            variables: ["SOURCE_DATE_EPOCH": String(time.seconds), "TZ": "UTC"], output: output.descriptor)
        guard outcome.hasSucceeded else { throw Self.failure(outcome, locked, isRoot) }
        try output.adopt()
        return try output.commit()
    }

    /// Run by a shell with the root's path as `$1`.
    private static let hooks = [
        "rm -f \"$1\"/etc/ssh/ssh_host_*",
        // Made by chance when nvme-cli is installed, for NVMe over fabrics; no two hosts may share them.
        "rm -f \"$1\"/etc/nvme/hostid \"$1\"/etc/nvme/hostnqn",
        "rm -rf \"$1\"/etc/apt/sources.list \"$1\"/etc/apt/sources.list.d/*",
        // A link is a package's own, a file is a copy of this machine's.
        "for file in hostname resolv.conf; do [ -L \"$1/etc/$file\" ] || rm -f \"$1/etc/$file\"; done",
    ]

    private static func failure(_ outcome: Tool.Outcome, _ locked: LockedLayer, _ isRoot: Bool) -> LayerError {
        let signs = [
            "subuid", "subgid", "unshare", "unprivileged_userns", "user namespace", "newuidmap",
            "Operation not permitted",
        ]
        if signs.contains(where: outcome.errors.contains) {
            return ScriptPrivilege.missing(locked.request.name, outcome.complaint, isRoot: isRoot)
        }
        return LayerError(
            .toolFailed, locked.request.name, "mmdebstrap cannot install its packages: \(outcome.complaint)",
            remedy: "look at the package that is named; `basalt lock --update` takes newer ones")
    }
}
