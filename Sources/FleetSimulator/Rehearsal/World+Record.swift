import Documents
import Fleet
import Values

/// The simulated cloud as a file: all that a later process needs to find it as this one left it.
extension World {
    var json: Node {
        Record.object([
            ("v", Record.number(1)), ("start", Record.number(Int(start.seconds))),
            ("now", Record.number(Int(now.seconds))), ("random", Record.text(String(random.state))),
            ("forgotten", Record.number(forgotten)), ("hosts", Record.list(hosts.map(\.json))),
            (
                "answers",
                Record.list(
                    answers.values.sorted { $0.request.token < $1.request.token }.map {
                        Record.object([("request", $0.request.json), ("ids", Record.texts($0.ids))])
                    })
            ),
            ("managers", Record.texts(managerSlots.sorted())),
        ])
    }

    /// nil for what is no such file.
    convenience init?(json node: Node, faults: Faults, usesTargets: Bool) {
        guard node["v"]?.integer == 1, let start = node["start"]?.integer, let now = node["now"]?.integer,
            let random = (node["random"]?.string).flatMap({ UInt64($0) }), let hosts = node["hosts"]?.items
        else { return nil }
        self.init(
            seed: 0, faults: faults, lies: [], usesTargets: usesTargets, start: Timestamp(seconds: Int64(start)))
        self.now = Timestamp(seconds: Int64(now))
        self.random = SplitMix(seed: random)
        forgotten = node["forgotten"]?.integer ?? 0
        managerSlots = Set(node["managers"]?.strings ?? [])
        for item in hosts {
            guard let host = SimulatedHost(json: item) else { return nil }
            // What ended long ago is described no more, and nothing asks for it.
            if host.isVisible(at: self.now) || host.visibleAt > self.now { add(host) } else { forgotten += 1 }
        }
        for item in node["answers"]?.items ?? [] {
            guard let request = item["request"].flatMap(LaunchRequest.init(json:)) else { return nil }
            let ids = item["ids"]?.strings ?? []
            if ids.contains(where: { host($0) != nil }) { answers[request.token] = (request, ids) }
        }
    }
}
