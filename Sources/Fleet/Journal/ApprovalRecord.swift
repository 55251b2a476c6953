package import Documents
package import Values

/// One person's consent to exactly one plan.
package struct ApprovalRecord: Sendable, Hashable {
    /// The caller's identity.
    package let by: String
    /// The digest of the plan that was read.
    package let digest: String
    package let at: Timestamp

    package init(by: String, digest: String, at: Timestamp) {
        self.by = by
        self.digest = digest
        self.at = at
    }

    package var json: Node {
        Record.object([
            ("v", Record.number(1)), ("by", Record.text(by)), ("digest", Record.text(digest)),
            ("at", Record.text(at.description)),
        ])
    }

    package init?(json node: Node) {
        guard node["v"]?.integer == 1, let by = node["by"]?.string, let digest = node["digest"]?.string,
            let at = (node["at"]?.string).flatMap({ Timestamp($0) })
        else { return nil }
        self.init(by: by, digest: digest, at: at)
    }
}

extension Plan {
    /// Who approved this very plan, each once, in order of time.
    /// - Parameter since: older approvals do not count.
    package func approvers(_ records: [ApprovalRecord], since: Timestamp) -> [String] {
        var result: [String] = []
        for record in records where record.digest == digest && record.at >= since {
            guard !policy.excludesAuthor || record.by != author, !result.contains(record.by) else { continue }
            result.append(record.by)
        }
        return result
    }

    /// What is still to be approved; nil when nothing is.
    package func missingApproval(_ records: [ApprovalRecord], since: Timestamp) -> Blocker? {
        let count = approvers(records, since: since).count
        guard count < policy.approvals else { return nil }
        return Blocker(.approval, "\(count) of \(policy.approvals) for \(digest.prefix(12))")
    }
}
