package import Values

/// What a region holds of Basalt's, and who refers to it.
package struct RegionInventory: Sendable, Equatable {
    package struct Image: Sendable, Equatable {
        package var id: String
        package var reference: String
        package var created: Timestamp
        /// When it was launched last, in any account; nil for never, or not for long.
        package var launched: Timestamp?
        package var snapshots: [String]

        package init(id: String, reference: String, created: Timestamp, launched: Timestamp?, snapshots: [String]) {
            self.id = id
            self.reference = reference
            self.created = created
            self.launched = launched
            self.snapshots = snapshots
        }

        /// The reference without its version.
        var name: String { String(reference.prefix { $0 != "@" }) }
    }

    package struct Snapshot: Sendable, Equatable {
        package var id: String
        package var reference: String
        package var started: Timestamp
        package var state: String

        package init(id: String, reference: String, started: Timestamp, state: String) {
            self.id = id
            self.reference = reference
            self.started = started
            self.state = state
        }
    }

    package var images: [Image] = []
    package var snapshots: [Snapshot] = []
    /// Why an image is needed, by its id: "channel stable", "instance i-1", "launch template web, version 3".
    package var uses: [String: [String]] = [:]
    /// Snapshots that images use which are not Basalt's.
    package var foreign: Set<String> = []

    package init() {}
}

/// What can go, and why the rest is kept. Pure.
package struct GarbagePlan: Sendable, Equatable {
    package struct Rules: Sendable, Equatable {
        /// The newest versions of each name that are kept in any case.
        package var versions = 2
        /// Days for which what is new, or was launched, is kept.
        package var days: Int64 = 30

        package init() {}
    }

    package struct Verdict: Sendable, Equatable {
        package let id: String
        package let reference: String
        /// Why it is kept; nil for what can go.
        package let kept: String?
        /// An image's, which go with it.
        package var snapshots: [String] = []
    }

    /// Images first, then snapshots that no image has; each by name and id.
    package let verdicts: [Verdict]

    package init(_ inventory: RegionInventory, _ rules: Rules, now: Timestamp) {
        let limit = now.seconds - rules.days * 86400
        var verdicts: [Verdict] = []
        var needed = inventory.foreign
        for image in inventory.images.sorted(by: { ($0.reference, $0.id) < ($1.reference, $1.id) }) {
            let newer = inventory.images.count { other in
                other.name == image.name && (other.created, other.id) > (image.created, image.id)
            }
            let kept: String? =
                if let use = inventory.uses[image.id]?.min() { use } else if newer < rules.versions {
                    "it is one of the newest \(rules.versions) versions"
                } else if image.created.seconds > limit {
                    "it is younger than \(rules.days) days"
                } else if let launched = image.launched, launched.seconds > limit { "it was launched \(launched)" } else
                { nil }
            if kept != nil { needed.formUnion(image.snapshots) }
            verdicts.append(
                Verdict(id: image.id, reference: image.reference, kept: kept, snapshots: image.snapshots.sorted()))
        }
        let owned = Set(inventory.images.flatMap(\.snapshots))
        for snapshot in inventory.snapshots.sorted(by: { ($0.reference, $0.id) < ($1.reference, $1.id) })
        where !owned.contains(snapshot.id) {
            let kept: String? =
                if needed.contains(snapshot.id) {
                    "an image that is not basalt's has it"
                } else if snapshot.started.seconds > now.seconds - 86400 {
                    "it was started less than a day ago: somebody may be uploading"
                } else { nil }
            verdicts.append(Verdict(id: snapshot.id, reference: snapshot.reference, kept: kept))
        }
        // A snapshot that two images have stays as long as one of them does.
        self.verdicts = verdicts.map { verdict in
            var verdict = verdict
            verdict.snapshots = verdict.snapshots.filter { !needed.contains($0) }
            return verdict
        }
    }

    package var removed: [Verdict] { verdicts.filter { $0.kept == nil } }
}
