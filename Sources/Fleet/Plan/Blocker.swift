/// What a slot or a run waits for, by name. The closed kinds are what people and scripts look for; the detail names the
/// very thing.
package struct Blocker: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        // Launching
        case launch, capacity, quota, addresses, image, key, template, credentials, permission
        case wrongImage = "wrong-image"
        // Health
        case boot, status, join, gate, alarm
        case newHost = "new-host"
        // Retiring
        case availability, cordon, uncordoned, deregistration, drain, attachments, carried, quorum, protected, identity
        case terminate, remove
        // The run
        case budget, wave, window, approval, failures, journal, deadline, undo, service
        case previousImage = "previous-image"
        case user
    }

    package let kind: Kind
    /// The very thing, such as an instance, a zone or a service's message; empty when the kind says it all.
    package let detail: String

    package init(_ kind: Kind, _ detail: String = "") {
        self.kind = kind
        self.detail = detail
    }

    /// Reads what `description` says; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
    }

    package var description: String { detail.isEmpty ? kind.rawValue : "\(kind.rawValue): \(detail)" }
}

extension Blocker.Kind {
    /// What to do, in the imperative.
    package var remedy: String {
        switch self {
        case .launch: "look at the message of the launch call; `basalt resume` tries again"
        case .capacity: "add instance types or subnets to the fleet file, or wait, then `basalt resume`"
        case .quota: "ask for a higher quota of the account, then `basalt resume`"
        case .addresses: "add a subnet with free addresses, then `basalt resume`"
        case .image: "publish or share the image again, or choose another one with --image"
        case .key: "let the account use the key that encrypts the volume, then `basalt resume`"
        case .template: "restore the launch template's version, or start a new run"
        case .credentials: "renew the credentials, then `basalt resume`"
        case .permission: "grant what `basalt iam replace` lists, then `basalt resume`"
        case .wrongImage: "look for what else launches hosts with this fleet's tags"
        case .boot, .status, .join, .gate, .newHost:
            "read the console output in the run's evidence; fix the image or the profile"
        case .alarm: "find out why the alarm fires or has no data, then `basalt resume`"
        case .availability: "repair or remove the fleet's other unhealthy hosts, then `basalt resume`"
        case .cordon: "see whether the cluster's API answers, then `basalt resume`"
        case .uncordoned: "find out who made the host schedulable again, then `basalt resume`"
        case .deregistration: "shorten the target group's deregistration delay, then `basalt resume`"
        case .drain: "loosen what holds the tasks, or set `drain: {pdb: force}`, then `basalt resume`"
        case .attachments: "detach the volumes, then `basalt resume`"
        case .carried: "see what holds it on its host, or set `drain: {pdb: force}` to take it; then `basalt resume`"
        case .quorum: "bring the other managers back, then `basalt resume`"
        case .protected: "remove the protection from the instance, then `basalt resume`"
        case .identity: "start a new run: this is not the host that was planned for"
        case .terminate: "see why the instance does not go, then `basalt resume`"
        case .remove: "remove the node from the cluster, then `basalt resume`"
        case .budget: "raise `strategy.surge.max`, then start a new run"
        case .wave: "see what the slots of the wave before wait for"
        case .window: "wait for the window, or use --emergency"
        case .approval: "`basalt approve` by another person"
        case .failures: "read the evidence of the failed hosts; fix the image, then start a new run"
        case .journal: "make the journal's place writable again, then `basalt resume`"
        case .deadline: "allow more time with --finish-within, or change what the message names"
        case .undo: "bring the old host back by hand, then `basalt resume`"
        case .service: "see why the cloud or the cluster does not answer, then `basalt resume`"
        case .previousImage: "publish the previous image again, then `basalt rollback`"
        case .user: "`basalt resume` goes on"
        }
    }
}
