package import Documents

/// One item of `storage.volumes`: a disk that the host needs in a place.
package struct Volume: Sendable {
    package enum Match: Sendable, Equatable {
        case ebsDevice(String)
        case byID(String)
        case label(String)
        /// Every instance-store disk.
        case instanceStore
    }

    package let node: Node
    package let path: NodePath
    package let name: String
    /// nil when `match` names no disk or several ways to find one.
    package let match: Match?
    package let format: String
    package let label: String
    package let mountPath: String
    package let options: [String]
    package let requiredBy: [String]
    package let level: String
    package let wipe: String

    init(_ node: Node, _ path: NodePath) {
        self.node = node
        self.path = path
        name = node["name"]?.string ?? ""
        format = node["format"]?.string ?? ""
        label = node["label"]?.string ?? ""
        let mount = node["mount"]
        mountPath = mount?["path"]?.string ?? ""
        options = mount?["options"]?.strings ?? []
        requiredBy = mount?["required_by"]?.strings ?? []
        level = node["level"]?.string ?? "raid0"
        wipe = node["wipe"]?.string ?? "never"
        match = Self.match(node["match"])
    }

    private static func match(_ node: Node?) -> Match? {
        guard let entries = node?.mapping?.entries, entries.count == 1, let text = entries[0].value.string else {
            return nil
        }
        return switch entries[0].key {
        case "ebs_device": .ebsDevice(text)
        case "by_id": .byID(text)
        case "label": .label(text)
        default: .instanceStore
        }
    }
}
