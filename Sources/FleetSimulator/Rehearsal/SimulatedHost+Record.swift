import Documents
import Fleet
import Values

/// A host as the rehearsal's file holds it: times in seconds since 1970, what is absent or false left out.
extension SimulatedHost {
    private typealias Path<Value> = ReferenceWritableKeyPath<SimulatedHost, Value>

    private static var times: [(String, Path<Timestamp?>)] {
        [
            ("checked", \.checkedAt), ("joins", \.joinsAt), ("well", \.wellAt), ("ended", \.endedAt),
            ("stopped", \.stoppedAt), ("drained", \.drainedAt), ("registered_at", \.registeredAt),
            ("deregistered", \.deregisteredAt),
        ]
    }

    private static var flags: [(String, Path<Bool>)] {
        [
            ("kept", \.isKept), ("flapping", \.isFlapping), ("terminated", \.wasTerminated),
            ("cordoned", \.isCordoned), ("left", \.hasLeft), ("removed", \.isRemoved), ("manager", \.isManager),
            ("leader", \.isLeader), ("registered", \.isRegistered), ("served", \.hasServed),
        ]
    }

    var json: Node {
        let facts: [(String, Node?)] = [
            ("id", Record.text(id)), ("placement", record.placement.json), ("image", Record.text(record.image)),
            ("launched", Record.number(Int(record.launchedAt.seconds))), ("tags", record.tags.json),
            ("token", Record.text(record.clientToken)), ("visible", Record.number(Int(visibleAt.seconds))),
            ("running", Record.number(Int(runningAt.seconds))), ("tasks", Record.number(tasks)),
            ("drain", Record.number(drainSeconds)),
        ]
        return Record.object(
            facts + Self.times.map { ($0, Record.number(self[keyPath: $1].map { Int($0.seconds) })) }
                + Self.flags.compactMap { self[keyPath: $1] ? ($0, Record.flag(true)) : nil })
    }

    convenience init?(json node: Node) {
        func time(_ key: String) -> Timestamp? { (node[key]?.integer).map { Timestamp(seconds: Int64($0)) } }
        guard let id = node["id"]?.string, let placement = node["placement"].flatMap(Placement.init(json:)),
            let image = node["image"]?.string, let launched = time("launched"), let visible = time("visible"),
            let running = time("running"), let tags = node["tags"].map(HostTags.init(json:))
        else { return nil }
        self.init(
            Instance.Record(
                id: id, placement: placement, image: image, launchedAt: launched, tags: tags,
                clientToken: node["token"]?.string), visibleAt: visible, runningAt: running)
        tasks = node["tasks"]?.integer ?? 0
        drainSeconds = node["drain"]?.integer
        for (key, path) in Self.times { self[keyPath: path] = time(key) }
        for (key, path) in Self.flags { self[keyPath: path] = node[key]?.boolean ?? false }
    }
}

extension HostTags {
    var json: Node {
        Record.object([
            ("host", Record.text(host?.description)), ("run", Record.text(run)), ("slot", Record.text(slot)),
            ("attempt", Record.number(attempt)),
        ])
    }

    init(json node: Node) {
        self.init(
            host: (node["host"]?.string).flatMap { HostDigest($0) }, run: node["run"]?.string,
            slot: node["slot"]?.string, attempt: node["attempt"]?.integer)
    }
}

extension LaunchRequest {
    var json: Node {
        Record.object([
            ("token", Record.text(token)), ("count", Record.number(count)), ("placement", placement.json),
            ("spec", spec.json), ("tags", tags.json),
        ])
    }

    init?(json node: Node) {
        guard let token = node["token"]?.string, let count = node["count"]?.integer,
            let placement = node["placement"].flatMap(Placement.init(json:)),
            let spec = node["spec"].flatMap(HostSpec.init(json:)), let tags = node["tags"].map(HostTags.init(json:))
        else { return nil }
        self.init(token: token, count: count, placement: placement, spec: spec, tags: tags)
    }
}
