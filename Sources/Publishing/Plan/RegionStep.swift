import Values

/// The next thing to do in a region.
package enum RegionStep: Sendable, Equatable {
    /// Start a snapshot, or go on with one, and fill it.
    case upload
    case register(snapshot: String)
    /// Copy the home region's AMI.
    case copy(image: String)
    case tag(resource: String, missing: [String: String])
    /// Let accounts use a snapshot.
    case shareSnapshot(String, accounts: [String])
    case shareImage(String, accounts: [String])
    case deprecate(image: String)
    case name(image: String)
    /// Remove what failed, to begin anew.
    case discardImage(String, snapshots: [String])
    case discardSnapshot(String)
    /// The home region's AMI has to be there first.
    case waitForHome
    /// Nothing to do but to look again later.
    case wait(String)
    case done(image: String, snapshot: String)
}

/// Decides what comes next: from what is wanted, what is there, and what was done. Pure.
package struct RegionDecision {
    /// How often something that failed is begun anew.
    package static let attempts = 3

    private let wanted: Publication
    private let region: String
    private let state: RegionState
    private let memory: RegionMemory

    package init(_ wanted: Publication, region: String, state: RegionState, memory: RegionMemory) {
        self.wanted = wanted
        self.region = region
        self.state = state
        self.memory = memory
    }

    /// - Parameter source: the home region's AMI, once it is available; nil before, and for the home region itself.
    /// - Throws: `versionExists`, or `service` where it failed too often.
    package func next(source: String?) throws(PublishError) -> RegionStep {
        if let image = try ours() { return try proceed(with: image) }
        if let id = memory.image { return .wait("\(id) to be listed") }
        if let value = state.parameter {
            throw exists("the parameter \(wanted.parameter) says `\(value)`")
        }
        guard region == wanted.home else {
            return source.map { .copy(image: $0) } ?? .waitForHome
        }
        return try snapshotStep()
    }

    /// The AMI that holds this disk. One of the same name that holds another one is an error.
    private func ours() throws(PublishError) -> RegionState.Image? {
        let candidates = state.images.filter { image in
            let digest = image.tags[Publication.TagName.digest]
            // A fresh AMI has no tags for a moment, and is known by the journal or by its snapshot.
            return digest == wanted.digest.description || digest == nil && isKnown(image)
        }
        if let other = state.images.first(where: { image in !candidates.contains { $0.id == image.id } }) {
            let digest = other.tags[Publication.TagName.digest].map { "with other bytes (\($0))" }
            throw exists("\(other.id) has the name `\(wanted.imageName)`, \(digest ?? "and is not from basalt")")
        }
        // A copy whose answer was lost could be there twice: the first one counts, in each run.
        return candidates.first { $0.id == memory.image } ?? candidates.min { $0.id < $1.id }
    }

    private func isKnown(_ image: RegionState.Image) -> Bool {
        image.id == memory.image
            || image.snapshots.contains { id in
                id == memory.snapshot
                    || state.snapshots.contains {
                        $0.id == id && $0.tags[Publication.TagName.digest] == wanted.digest.description
                    }
            }
    }

    private func snapshotStep() throws(PublishError) -> RegionStep {
        let ours = state.snapshots.filter { $0.tags[Publication.TagName.digest] == wanted.digest.description }
        guard let snapshot = ours.first(where: { $0.id == memory.snapshot }) ?? ours.min(by: { $0.id < $1.id }) else {
            return memory.isUploaded ? .wait("\(memory.snapshot ?? "the snapshot") to be listed") : .upload
        }
        switch snapshot.state {
        case "completed": return .register(snapshot: snapshot.id)
        case "error":
            try checkAttempts("\(snapshot.id): \(snapshot.reason ?? "it failed")")
            return .discardSnapshot(snapshot.id)
        default: return memory.isUploaded ? .wait("\(snapshot.id) to be completed") : .upload
        }
    }

    private func proceed(with image: RegionState.Image) throws(PublishError) -> RegionStep {
        switch image.state {
        case "available": break
        case "pending": return .wait("\(image.id) to be available")
        case "failed", "error", "invalid":
            try checkAttempts("\(image.id): \(image.reason ?? "it failed")")
            return .discardImage(image.id, snapshots: region == wanted.home ? [] : image.snapshots)
        default:
            throw PublishError(
                .service, "\(region): \(image.id) is \(image.state)", remedy: "enable it, or deregister it")
        }
        if let step = missingTags(image.id, image.tags) { return step }
        for id in image.snapshots {
            guard let snapshot = state.snapshots.first(where: { $0.id == id }) else { continue }
            if let step = missingTags(id, snapshot.tags) { return step }
            let missing = wanted.accounts.filter { !snapshot.accounts.contains($0) }
            if !missing.isEmpty { return .shareSnapshot(id, accounts: missing) }
        }
        let missing = wanted.accounts.filter { !image.accounts.contains($0) }
        if !missing.isEmpty { return .shareImage(image.id, accounts: missing) }
        if let due = wanted.deprecation,
            image.deprecation.map({ String($0.prefix(16)) }) != String(due.description.prefix(16))
        {
            return .deprecate(image: image.id)
        }
        if wanted.writesParameters, state.parameter != image.id {
            if let value = state.parameter { throw exists("the parameter \(wanted.parameter) says `\(value)`") }
            return .name(image: image.id)
        }
        return .done(image: image.id, snapshot: image.snapshots.first ?? "")
    }

    private func missingTags(_ resource: String, _ tags: [String: String]) -> RegionStep? {
        let missing = wanted.allTags.filter { tags[$0.key] != $0.value }
        return missing.isEmpty ? nil : .tag(resource: resource, missing: missing)
    }

    private func checkAttempts(_ reason: String) throws(PublishError) {
        guard memory.attempt + 1 < Self.attempts else {
            throw PublishError(
                .service, "\(region): \(reason), for the \(Self.attempts)rd time",
                remedy: "look into the account's events in \(region), and publish again")
        }
    }

    private func exists(_ what: String) -> PublishError {
        PublishError(
            .versionExists, "\(region): \(wanted.reference) is published already: \(what)",
            remedy: "a version never changes: build this image under a new version")
    }
}
