import Values

/// Which packages a `debs:` layer unpacks: those that it names, in the newest version that its archives have.
///
/// What they depend on comes from the layers below, with one exception: a package that needs another one of the same
/// source in exactly one version is half of something that was split in two, so both are taken. That is what makes
/// `linux-image-cloud-amd64`, which is empty, bring the kernel that it stands for.
package struct PackageSelection {
    package struct Candidate: Sendable, Equatable {
        package let record: PackageRecord
        package let archive: DebianArchive

        package init(record: PackageRecord, archive: DebianArchive) {
            self.record = record
            self.archive = archive
        }
    }

    /// All versions of a package, from all archives.
    private let candidates: (String) throws(LayerError) -> [Candidate]
    /// Versions that hold as long as an archive still has them.
    private let pinned: [String: String]
    private let layer: PackageLayer

    package init(
        _ layer: PackageLayer, pinned: [String: String] = [:],
        candidates: @escaping (String) throws(LayerError) -> [Candidate]
    ) {
        self.layer = layer
        self.pinned = pinned
        self.candidates = candidates
    }

    package func packages() throws(LayerErrors) -> [LockedPackage] {
        var problems = Problems()
        var chosen: [String: Candidate] = [:]
        var pending = layer.packages.compactMap { PackageRequest($0) }
        while let request = pending.popLast() {
            do throws(LayerError) {
                let found = try choose(request)
                if let other = chosen[request.name] {
                    try check(other, found, request)
                    continue
                }
                chosen[request.name] = found
                for dependency in found.record.exactDependencies where chosen[dependency.name] == nil {
                    let isSameSource = try choices(dependency).contains { $0.record.source == found.record.source }
                    if isSameSource { pending.append(dependency) }
                }
            } catch { problems.add(error) }
        }
        try problems.check()
        return chosen.values.map { LockedPackage($0.record, archive: $0.archive) }.sorted { $0.identity < $1.identity }
    }

    private func choose(_ request: PackageRequest) throws(LayerError) -> Candidate {
        let choices = try choices(request)
        if request.version == nil, let version = pinned[request.name],
            let locked = choices.first(where: { $0.record.identity.version == version })
        {
            return locked
        }
        let newest = choices.max { left, right in
            guard let left = DebianVersion(left.record.identity.version),
                let right = DebianVersion(right.record.identity.version)
            else { return false }
            return left < right
        }
        guard let newest else { throw missing(request) }
        return newest
    }

    private func choices(_ request: PackageRequest) throws(LayerError) -> [Candidate] {
        try candidates(request.name).filter { candidate in
            let identity = candidate.record.identity
            let architecture = request.architecture ?? layer.architecture
            return [architecture, "all"].contains(identity.architecture)
                && (request.version == nil || request.version == identity.version)
        }
    }

    private func check(
        _ chosen: Candidate, _ other: Candidate, _ request: PackageRequest
    ) throws(LayerError) {
        guard chosen.record.identity != other.record.identity else { return }
        // A name without a version is content with the one that another name asks for.
        guard request.version != nil else { return }
        throw LayerError(
            .unsatisfiable, layer.name,
            "it needs \(request.name) as \(chosen.record.identity.version) and as \(other.record.identity.version)",
            remedy: "name one version of it")
    }

    private func missing(_ request: PackageRequest) -> LayerError {
        let places = layer.archives.map(\.name).joined(separator: ", ")
        let version = request.version.map { " in version \($0)" } ?? ""
        return LayerError(
            .noSuchPackage, layer.name,
            "no archive has `\(request.name)`\(version) for \(request.architecture ?? layer.architecture): \(places)",
            remedy: request.version == nil
                ? "check the name, or add the archive that has it to `repositories`"
                : "name a version that the archive has, or a snapshot of the time when it did")
    }
}
