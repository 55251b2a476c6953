import Layers

extension Doctor {
    func packages() async -> [Finding] {
        var findings: [Finding] = []
        for (name, package) in [("apt-get", "apt"), ("gpgv", "gpgv"), ("mmdebstrap", "mmdebstrap")] {
            findings.append(await program(name, remedy: "install it: Debian and Fedora `\(package)`"))
        }
        do throws(LayerError) {
            try await surroundings.scripts()
            findings.append(.ok("privilege", "the scripts of packages can run here"))
        } catch {
            findings.append(
                .missing(
                    "privilege", error.reason, remedy: error.remedy, isPermission: error.code == .missingPrivilege))
        }
        return findings
    }
}
