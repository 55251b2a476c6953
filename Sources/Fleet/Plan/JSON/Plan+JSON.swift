package import Documents
import Values

extension Plan {
    /// The document that is stored with the run: sorted keys, version 1.
    package var json: Node {
        Record.object([
            ("v", Record.number(1)), ("run", Record.text(run)), ("fleet", Record.text(fleet)),
            ("author", Record.text(author)), ("spec", spec.json), ("previous", previous?.json),
            ("policy", policy.json), ("slots", Record.list(slots.map(\.json))),
            ("others", Record.texts(others)), ("placements", Record.list(placements.map(\.json))),
            ("findings", Record.texts(findings.map(\.blocker.description))), ("estimate", estimate.json),
            ("digest", Record.text(digest)),
        ])
    }

    /// What people approve: 64 hexadecimal digits over everything that decides what will happen. The run's name, the
    /// estimate and what was seen by the way do not count.
    package var digest: String {
        let tree = Record.object([
            ("fleet", Record.text(fleet)), ("spec", spec.json), ("previous", previous?.json), ("policy", policy.json),
            ("slots", Record.list(slots.map(\.json))), ("others", Record.texts(others)),
            ("placements", Record.list(placements.map(\.json))),
        ])
        return Fingerprint.of(JSONWriter.text(tree, .compact))
    }

    /// nil for what is no plan, and for one whose digest is not its own.
    package init?(json node: Node) {
        guard node["v"]?.integer == 1, let run = node["run"]?.string, let fleet = node["fleet"]?.string,
            let spec = node["spec"].flatMap(HostSpec.init(json:)),
            let policy = node["policy"].flatMap(Policy.init(json:)),
            let slots = node["slots"]?.items?.compactMap(PlannedSlot.init(json:)),
            slots.count == node["slots"]?.items?.count, let estimate = node["estimate"].flatMap(Estimate.init(json:)),
            let placements = node["placements"]?.items?.compactMap(Placement.init(json:))
        else { return nil }
        self.init(
            run: run, fleet: fleet, author: node["author"]?.string, spec: spec,
            previous: node["previous"].flatMap(HostSpec.init(json:)),
            policy: policy, slots: slots, others: node["others"]?.strings ?? [], placements: placements,
            findings: (node["findings"]?.strings ?? []).compactMap { Blocker($0).map(Finding.init) },
            estimate: estimate)
        guard node["digest"]?.string == digest else { return nil }
    }
}

extension PlannedSlot {
    var json: Node {
        Record.object([
            ("id", Record.text(id)), ("old", old?.json), ("reason", Record.text(reason.rawValue)),
            ("placement", placement.json), ("wave", Record.number(wave)), ("manager", Record.flag(isManager)),
            ("blocker", Record.text(blocker?.description)),
            ("carried", carried.isEmpty ? nil : Record.texts(carried)),
        ])
    }

    init?(json node: Node) {
        guard let id = node["id"]?.string, let reason = (node["reason"]?.string).flatMap(Reason.init),
            let placement = node["placement"].flatMap(Placement.init(json:)), let wave = node["wave"]?.integer
        else { return nil }
        self.init(
            id: id, old: node["old"].flatMap(OldHost.init(json:)), reason: reason, placement: placement, wave: wave,
            isManager: node["manager"]?.boolean ?? false, blocker: (node["blocker"]?.string).flatMap(Blocker.init),
            carried: node["carried"]?.strings ?? [])
    }
}

extension OldHost {
    var json: Node {
        Record.object([
            ("id", Record.text(id)), ("launched", Record.text(launchedAt.description)), ("image", Record.text(image)),
            ("zone", Record.text(zone)), ("type", Record.text(type)),
        ])
    }

    init?(json node: Node) {
        guard let id = node["id"]?.string, let launchedAt = (node["launched"]?.string).flatMap({ Timestamp($0) }),
            let image = node["image"]?.string, let zone = node["zone"]?.string, let type = node["type"]?.string
        else { return nil }
        self.init(id: id, launchedAt: launchedAt, image: image, zone: zone, type: type)
    }
}

extension Placement {
    package var json: Node {
        Record.object([("zone", Record.text(zone)), ("subnet", Record.text(subnet)), ("type", Record.text(type))])
    }

    package init?(json node: Node) {
        guard let zone = node["zone"]?.string, let subnet = node["subnet"]?.string, let type = node["type"]?.string
        else {
            return nil
        }
        self.init(zone: zone, subnet: subnet, type: type)
    }
}

extension HostSpec {
    package var json: Node {
        Record.object([
            ("image", Record.text(image)), ("name", Record.text(imageName)), ("host", Record.text(digest.description)),
        ])
    }

    package init?(json node: Node) {
        guard let image = node["image"]?.string, let name = node["name"]?.string,
            let digest = (node["host"]?.string).flatMap({ HostDigest($0) })
        else { return nil }
        self.init(image: image, imageName: name, digest: digest)
    }
}

extension Estimate {
    var json: Node {
        Record.object([
            ("seconds", Record.number(seconds)), ("quota_seconds", Record.number(quotaSeconds)),
            ("launch_calls", Record.number(launchCalls)), ("terminate_calls", Record.number(terminateCalls)),
            ("describe_calls", Record.number(describeCalls)), ("peak", Record.number(peak)),
            ("fewest", Record.number(fewest)),
        ])
    }

    init?(json node: Node) {
        guard let seconds = node["seconds"]?.integer, let quotaSeconds = node["quota_seconds"]?.integer,
            let launchCalls = node["launch_calls"]?.integer, let terminateCalls = node["terminate_calls"]?.integer,
            let describeCalls = node["describe_calls"]?.integer, let peak = node["peak"]?.integer,
            let fewest = node["fewest"]?.integer
        else { return nil }
        self.init(
            seconds: seconds, quotaSeconds: quotaSeconds, launchCalls: launchCalls, terminateCalls: terminateCalls,
            describeCalls: describeCalls, peak: peak, fewest: fewest)
    }
}
