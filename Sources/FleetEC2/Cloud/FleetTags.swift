import AWS
import Fleet

/// The tags that Basalt writes on instances and volumes at launch, besides those of the fleet file.
enum FleetTags {
    static let fleet = "basalt:fleet"
    static let host = "basalt:host"
    static let run = "basalt:run"
    static let slot = "basalt:slot"
    static let attempt = "basalt:attempt"
    /// On a failed host that is kept as evidence: until when.
    static let keptUntil = "basalt:kept-until"

    static func read(_ tags: [String: String]) -> HostTags {
        HostTags(
            host: tags[host].flatMap(HostDigest.init), run: tags[run], slot: tags[slot],
            attempt: tags[attempt].flatMap { Int($0) })
    }

    /// In one order, so that the same launch is the same request.
    static func write(_ tags: HostTags, of fleet: String, besides others: [String: String]) -> [EC2.Tag] {
        var all = others
        all[self.fleet] = fleet
        all[host] = tags.host?.description
        all[run] = tags.run
        all[slot] = tags.slot
        all[attempt] = tags.attempt.map(String.init)
        return all.sorted { $0.key < $1.key }.map { entry in
            EC2.Tag {
                $0.key = entry.key
                $0.value = entry.value
            }
        }
    }

    static func values(_ tags: [EC2.Tag]?) -> [String: String] {
        Dictionary((tags ?? []).map { ($0.key ?? "", $0.value ?? "") }) { first, _ in first }
    }
}
