package import Documents

/// A fleet file whose shape has been checked, with the defaults of the format filled in.
package struct FleetFile: Sendable {
    /// The document, so that a message can still point at its line.
    package let root: Node
    package let name: String
    package let labels: [String: String]
    /// NAME@VERSION, NAME@CHANNEL, ami-… or ssm:/path, not yet resolved.
    package let image: String
    package let profile: ProfileReference?
    package let account: Account
    package let provider: Provider
    package let workload: WorkloadSettings
    package let gates: [Gate]
    package let strategy: Strategy
    package let onFailure: OnFailure
    package let emergency: Emergency?
    package let maxAge: Span?
    package let windows: [Window]
    package let approval: Approval
    package let notifications: [Webhook]

    /// - Parameter root: a document that satisfies `FleetSchema.fleet`, required keys included; nil where what a
    ///   schema cannot say is wrong (no provider, or several).
    init?(_ root: Node) {
        guard let provider = Provider(root["provider"]) else { return nil }
        self.root = root
        self.provider = provider
        name = root["metadata"]?["name"]?.string ?? ""
        labels = Self.texts(root["metadata"]?["labels"])
        image = root["image"]?.string ?? ""
        profile = root["profile"].map(ProfileReference.init)
        account = Account(root["account"])
        workload = WorkloadSettings(root["workload"])
        gates = (root["gates"]?.items ?? []).compactMap { Gate($0) }
        strategy = Strategy(root["strategy"])
        onFailure = OnFailure(root["on_failure"])
        emergency = root["emergency"].map(Emergency.init)
        maxAge = root["max_age"]?.span
        windows = (root["windows"]?.items ?? []).compactMap { Window($0) }
        approval = Approval(root["approval"])
        notifications = (root["notify"]?.items ?? []).compactMap { $0["webhook"].map(Webhook.init) }
    }

    /// A mapping of texts.
    static func texts(_ node: Node?) -> [String: String] {
        Dictionary((node?.mapping?.entries ?? []).map { ($0.key, $0.value.string ?? "") }) { first, _ in first }
    }
}

/// `profile`.
package struct ProfileReference: Sendable, Hashable {
    package let file: String
    package let role: String?

    init(_ node: Node) {
        file = node["file"]?.string ?? ""
        role = node["role"]?.string
    }
}

/// `account`.
package struct Account: Sendable, Hashable {
    package let region: String?
    package let assumedRole: String?

    init(_ node: Node?) {
        region = node?["region"]?.string
        assumedRole = node?["assume_role"]?.string
    }
}

/// `approval`.
package struct Approval: Sendable, Hashable {
    package let count: Int
    package let excludesAuthor: Bool

    init(_ node: Node?) {
        count = node?["count"]?.integer ?? 0
        excludesAuthor = node?["not_author"]?.boolean ?? true
    }
}

/// One item of `notify`.
package struct Webhook: Sendable, Hashable {
    package enum Format: String, Sendable {
        case slack, json
    }

    /// Where the address is kept: it is a secret.
    package enum Address: Sendable, Hashable {
        /// A variable of the environment of who runs `basalt replace`.
        case environment(String)
        /// An SSM parameter.
        case parameter(String)
    }

    package let address: Address
    package let format: Format

    init(_ node: Node) {
        address =
            (node["environment"]?.string).map { .environment($0) } ?? .parameter(node["ssm_parameter"]?.string ?? "")
        format = (node["format"]?.string).flatMap(Format.init) ?? .json
    }
}

extension Node {
    /// A duration; nil for what is none.
    var span: Span? { string.flatMap(Span.init) }
}
