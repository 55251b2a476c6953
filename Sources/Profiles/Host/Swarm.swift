package import Documents

/// `cluster.swarm`.
package struct Swarm: Sendable {
    package enum Action: String, Sendable {
        /// Makes the swarm when there is none yet.
        case create = "init"
        case join
    }

    package let node: Node
    package let action: Action?
    /// `manager` or `worker`; nil where a joining host does not say.
    package let role: String?
    package let managerToken: SecretSource?
    package let workerToken: SecretSource?
    package let publishesTokens: Bool

    init(_ node: Node) {
        self.node = node
        action = (node["action"]?.string).flatMap(Action.init)
        role = node["as"]?.string ?? (action == .create ? "manager" : nil)
        managerToken = (node["secrets"]?["manager_token"]).flatMap(SecretSource.init)
        workerToken = (node["secrets"]?["worker_token"]).flatMap(SecretSource.init)
        publishesTokens = node["publish_tokens"]?.boolean ?? false
    }

    /// The token that this host joins with.
    package var ownToken: SecretSource? { role == "manager" ? managerToken : workerToken }
}
