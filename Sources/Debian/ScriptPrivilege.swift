import Glibc
package import Layers

/// Whether the scripts of packages can run here, as `RootBuilder` lets mmdebstrap run them: as root in a mount namespace,
/// or in a user namespace that has a range of users.
package enum ScriptPrivilege {
    /// Tries it with a program that does nothing.
    /// - Throws: `missingPrivilege` with the kernel's words, `missingTool`.
    package static func check() async throws(LayerError) {
        let isRoot = geteuid() == 0
        let outcome = try await Tool.unshare.run(
            (isRoot ? ["--mount"] : ["--user", "--map-auto", "--map-root-user", "--mount"]) + ["true"],
            for: "find out whether the scripts of packages can run")
        if !outcome.hasSucceeded { throw missing("packages", outcome.complaint, isRoot: isRoot) }
    }

    static func missing(_ layer: String, _ complaint: String, isRoot: Bool) -> LayerError {
        LayerError(
            .missingPrivilege, layer,
            "its packages' scripts need root or user namespaces, and this machine gives neither: \(complaint)",
            remedy: isRoot
                ? "run it outside of this container, or in one that may mount and make namespaces"
                : "run it as root, or install uidmap and give this user a range: `usermod --add-subuids 100000-165535 "
                    + "--add-subgids 100000-165535 $USER`")
    }
}
