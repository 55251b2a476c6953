/// What a part of the verbs needs of a machine.
enum Area: String, CaseIterable, Sendable {
    case machines, packages, clusters, aws, places, session

    /// What it is for, above its findings.
    var title: String {
        switch self {
        case .machines: "Machines: boot, test, and fleets of the provider `local`"
        case .packages: "Debian packages: lock, and build of profiles with `debian:` layers"
        case .clusters: "Clusters: fleets whose manager is reached by ssh"
        case .aws: "AWS: publish, promote, channels, gc, push, pull, verify --published, fleets of EC2"
        case .places: "Places: images, what can be made again, journals of runs"
        case .session: "This session"
        }
    }

    /// The verbs that it is for; empty for what all verbs have in common.
    var verbs: [String] {
        switch self {
        case .machines: ["boot", "test", "replace"]
        case .packages: ["lock", "build"]
        case .clusters: ["replace"]
        case .aws: ["publish", "promote", "channels", "gc", "push", "pull", "verify", "replace"]
        case .places, .session: []
        }
    }

    /// - Parameter subjects: verbs and areas; empty for everything.
    static func meant(by subjects: [String]) -> [Area] {
        allCases.filter { area in
            subjects.isEmpty || area.verbs.isEmpty || subjects.contains(area.rawValue)
                || !area.verbs.allSatisfy { !subjects.contains($0) }
        }
    }
}
