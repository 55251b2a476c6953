import AWS
import Values

extension Publisher {
    /// Does what is left to do in a region.
    func work(on region: String, _ record: PublishRecord, _ source: SourceImage) async throws(PublishError) {
        let cloud = RegionCloud(client: session.client(region))
        var waiting: (reason: String, since: Int64)?
        while true {
            let state = try await ofAWS { () async throws(AWSError) in try await cloud.observe(wanted) }
            let memory = await record.journal.memory(region)
            if region == wanted.home, let image = state.images.first(where: { $0.state == "available" }) {
                source.set(image.id)
            }
            let step = try RegionDecision(wanted, region: region, state: state, memory: memory)
                .next(source: region == wanted.home ? nil : source.image)
            switch step {
            case .done(let image, let snapshot):
                try await record.set(region) {
                    $0.state = .available
                    $0.reason = nil
                    $0.image = image
                    $0.snapshot = snapshot
                }
                report(.step(region: region, text: "\(image) is available"))
                return
            case .waitForHome:
                try await record.set(region) { $0.reason = "waiting for the image in \(wanted.home)" }
                guard await source.arrives() else {
                    throw PublishError(.service, "\(region): there is no image in \(wanted.home) to copy")
                }
            case .wait(let reason):
                let now = session.settings.surroundings.now().seconds
                if waiting?.reason != reason { waiting = (reason, now) }
                try await wait(region, reason, seconds: now - (waiting?.since ?? now), record)
            default: try await act(step, cloud, memory, record)
            }
        }
    }

    private func wait(
        _ region: String, _ reason: String, seconds: Int64, _ record: PublishRecord
    ) async throws(PublishError) {
        try await record.set(region) { $0.reason = "waiting for \(reason)" }
        guard Double(seconds) < patience.limit else {
            throw PublishError(
                .deadline, "\(region): after \(Int(patience.limit)) seconds it still waits for \(reason)",
                remedy: "publish again: it goes on where it was")
        }
        do { try await session.settings.surroundings.sleep(patience.pause) } catch {
            throw PublishError(
                .interrupted, "publishing was interrupted", remedy: "publish again: it goes on where it was")
        }
    }

    private func act(
        _ step: RegionStep, _ cloud: RegionCloud, _ memory: RegionMemory, _ record: PublishRecord
    ) async throws(PublishError) {
        let region = cloud.region
        switch step {
        case .upload: try await upload(cloud, memory, record)
        case .register(let snapshot):
            say(region, "registering \(snapshot)")
            let id = try await ofAWS { () async throws(AWSError) in
                try await cloud.register(wanted, snapshot: snapshot)
            }
            try await note(region, id, record)
        case .copy(let image):
            say(region, "copying \(image) from \(wanted.home)")
            let id = try await ofAWS { () async throws(AWSError) in
                try await cloud.copy(wanted, image: image, from: wanted.home, attempt: memory.attempt)
            }
            try await note(region, id, record)
        case .discardImage(let image, let snapshots):
            say(region, "removing \(image), which failed")
            try await discard(image: image, snapshots: snapshots, cloud, memory, record)
        case .discardSnapshot(let snapshot):
            say(region, "removing \(snapshot), which failed")
            try await discard(snapshots: [snapshot], cloud, memory, record)
        default: try await settle(step, cloud)
        }
    }

    /// Steps that change an AMI that is there.
    private func settle(_ step: RegionStep, _ cloud: RegionCloud) async throws(PublishError) {
        let region = cloud.region
        try await ofAWS { () async throws(AWSError) in
            switch step {
            case .tag(let resource, let missing): try await cloud.tag(resource, missing)
            case .shareSnapshot(let id, let accounts):
                say(region, "sharing \(id)")
                try await cloud.share(snapshot: id, with: accounts)
            case .shareImage(let id, let accounts):
                say(region, "sharing \(id)")
                try await cloud.share(image: id, with: accounts)
            case .deprecate(let image):
                if let time = wanted.deprecation { try await cloud.deprecate(image, at: time) }
            case .name(let image):
                say(region, "naming \(image) in \(wanted.parameter)")
                _ = try await cloud.name(wanted.parameter, image)
            default: break
            }
        }
    }

    /// Removes what cannot be used, so that the next attempt makes another one.
    func discard(
        image: String? = nil, snapshots: [String], _ cloud: RegionCloud, _ memory: RegionMemory,
        _ record: PublishRecord
    ) async throws(PublishError) {
        try await ofAWS { () async throws(AWSError) in try await cloud.remove(image: image, snapshots: snapshots) }
        try await record.add(.discarded(region: cloud.region, attempt: memory.attempt + 1))
    }

    private func note(_ region: String, _ image: String?, _ record: PublishRecord) async throws(PublishError) {
        // Without an id, the AMI is found by its name in the next look.
        guard let image else { return }
        try await record.add(.image(region: region, id: image))
        try await record.set(region) { $0.image = image }
    }

    func say(_ region: String, _ text: String) { report(.step(region: region, text: text)) }
}

/// Runs calls, and says their errors in publishing's words.
func ofAWS<Result>(_ body: () async throws(AWSError) -> Result) async throws(PublishError) -> Result {
    do throws(AWSError) { return try await body() } catch { throw PublishError(error) }
}
