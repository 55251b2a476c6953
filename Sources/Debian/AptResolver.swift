import Layers
import Values

/// Asks apt which packages a `debian:` layer consists of: those that it names, the essential ones, and all that they
/// depend on. Nothing is installed or downloaded: apt works on an empty state of its own, with indices whose
/// signatures have been checked.
struct AptResolver {
    let layer: PackageLayer
    /// In the order in which one package is looked for.
    let archives: [ArchiveIndices]
    /// Versions to prefer.
    let pinned: [LockedPackage]

    func packages() async throws(LayerError) -> [PackageSelection.Candidate] {
        let folder = try TemporaryFolder()
        try prepare(folder)
        let variables = ["APT_CONFIG": folder.path + "/apt.conf"] as [String: String?]
        let purpose = "find out what \(layer.name) depends on"
        let update = try await Tool.aptGet.run(["update"], for: purpose, variables: variables)
        guard update.hasSucceeded else {
            throw LayerError(
                .toolFailed, "apt-get", "it does not read the indices of \(layer.name): \(update.complaint)",
                remedy: "install apt 2.0 or newer")
        }
        let outcome = try await Tool.aptGet.run(
            ["install", "--simulate", "--quiet=1", "?essential"] + layer.packages, for: purpose, variables: variables)
        guard outcome.hasSucceeded else { throw failure(outcome) }
        return try installed(outcome.output)
    }

    private func prepare(_ folder: TemporaryFolder) throws(LayerError) {
        for name in [
            "etc", "state", "state/lists", "state/lists/partial", "cache", "cache/archives", "cache/archives/partial",
        ] {
            try folder.makeFolder(name)
        }
        var sources = ""
        for (number, archive) in archives.enumerated() {
            try folder.makeFolder("archive\(number)")
            try folder.write(
                Array(archive.indices.map(\.bytes).joined(separator: Array("\n".utf8))), to: "archive\(number)/Packages"
            )
            sources += "deb [trusted=yes] file:\(folder.path)/archive\(number) ./\n"
        }
        try folder.write(Array(sources.utf8), to: "etc/sources.list")
        try folder.write([], to: "state/status")
        let pins = pinned.map {
            "Package: \($0.identity.name)\nPin: version \($0.identity.version)\nPin-Priority: 990\n"
        }
        try folder.write(Array(pins.joined(separator: "\n").utf8), to: "etc/preferences")
        try folder.write(Array(configuration(folder.path).utf8), to: "apt.conf")
    }

    /// Source: apt.conf(5). The file is read before those of the machine, which it keeps from being read. apt counts
    /// itself among the essential packages, but no image needs it.
    private func configuration(_ path: String) -> String {
        """
        Dir "\(path)";
        Dir::Etc "etc";
        Dir::Etc::main "-";
        Dir::Etc::parts "-";
        Dir::Etc::sourcelist "sources.list";
        Dir::Etc::sourceparts "-";
        Dir::Etc::preferences "preferences";
        Dir::Etc::preferencesparts "-";
        Dir::State "state";
        Dir::State::status "\(path)/state/status";
        Dir::Cache "cache";
        Dir::Log "/dev/null";
        APT::Architecture "\(layer.architecture)";
        APT::Architectures { "\(layer.architecture)"; };
        APT::Install-Recommends "false";
        pkgCacheGen::ForceEssential "-";
        APT::Sandbox::User "root";
        Acquire::Languages "none";

        """
    }

    /// Reads lines such as `Inst libc6 (2.41-12 localhost [amd64]) []`.
    private func installed(_ output: String) throws(LayerError) -> [PackageSelection.Candidate] {
        var found: [PackageSelection.Candidate] = []
        for line in output.split(separator: "\n") where line.hasPrefix("Inst ") {
            let words = line.split(separator: " ")
            guard words.count >= 4, words[2].hasPrefix("("), let mark = line.lastIndex(of: "["),
                let close = line.firstIndex(of: "]")
            else { throw unexpected(line) }
            let architecture = mark < close ? String(line[line.index(after: mark)..<close]) : architecture(of: line)
            let identity = PackageIdentity(
                name: String(words[1].prefix { $0 != ":" }), version: String(words[2].dropFirst()),
                architecture: architecture)
            found.append(try candidate(identity, line))
        }
        return found
    }

    /// The first brackets, where others follow.
    private func architecture(of line: Substring) -> String {
        let start = line.split(separator: "[").dropFirst().first ?? ""
        return String(start.prefix { $0 != "]" })
    }

    private func candidate(
        _ identity: PackageIdentity, _ line: Substring
    ) throws(LayerError) -> PackageSelection.Candidate {
        for archive in archives {
            if let found = try archive.candidates(identity.name).first(where: { $0.record.identity == identity }) {
                return found
            }
        }
        throw unexpected(line)
    }

    private func unexpected(_ line: Substring) -> LayerError {
        LayerError(
            .toolFailed, "apt-get", "it says what is not understood here: `\(printable(Array(line.utf8)))`",
            remedy: "report this line, with the version of apt")
    }

    private func failure(_ outcome: Tool.Outcome) -> LayerError {
        let missing = outcome.errors.split(separator: "\n").filter {
            $0.contains("Unable to locate package") || $0.contains("has no installation candidate")
                || $0.contains("was not found")
        }
        if !missing.isEmpty {
            return LayerError(
                .noSuchPackage, layer.name,
                missing.map { String($0.drop { $0 != " " }.dropFirst()) }.joined(separator: "; "),
                remedy: "check the name, or add the archive that has it to `repositories`")
        }
        let unmet = outcome.output.split(separator: "\n").drop { !$0.contains("unmet dependencies") }.dropFirst()
            .map { $0.drop { $0 == " " } }.joined(separator: "; ")
        return LayerError(
            .unsatisfiable, layer.name,
            "its packages cannot be installed together: \(unmet)\(unmet.isEmpty ? "" : "; ")\(outcome.complaint)",
            remedy: pinned.isEmpty
                ? "leave out one of those, or add an archive" : "let all versions change: `basalt lock --update`")
    }
}
