import AWS
package import Documents

/// Permissions as a policy of IAM, limited to an account, regions and keys.
package struct PermissionPolicy: Sendable, Equatable {
    private let permissions: [Permission]
    private let partition: String
    private let account: String
    private let regions: [String]
    private let keys: [String]
    private let place: RemotePlace?

    /// - Parameters:
    ///   - account: twelve digits; `*` for any.
    ///   - regions: empty for all.
    ///   - keys: ARNs of KMS keys.
    ///   - place: the store on S3; nil for any.
    package init(
        _ verb: Permission.Verb, account: String, regions: [String], keys: [String], place: RemotePlace? = nil
    ) {
        permissions = verb.permissions(isEncrypted: !keys.isEmpty)
        partition = Partition.of(regions.first ?? "").name
        self.account = account
        self.regions = regions.isEmpty ? ["*"] : regions.sorted()
        self.keys = keys.sorted()
        self.place = place
    }

    /// The document.
    package var node: Node {
        JSON.mapping([
            "Version": JSON.text("2012-10-17"), "Statement": JSON.list(permissions.map(statement)),
        ])
    }

    private func statement(_ permission: Permission) -> Node {
        var conditions: [(String, Node?)] = []
        if permission.isLimitedToOurs {
            let tag = "aws:ResourceTag/\(Publication.TagName.digest)"
            conditions.append(("Null", JSON.mapping([tag: JSON.text("false")])))
        }
        if permission.resources == [.roles] {
            let service = JSON.mapping(["iam:PassedToService": JSON.text("ec2.amazonaws.com")])
            conditions.append(("StringEquals", service))
        }
        if permission.resources == [.all], regions != ["*"] {
            let names = JSON.list(regions.map(JSON.text))
            conditions.append(("StringEquals", JSON.mapping(["aws:RequestedRegion": names])))
        }
        return JSON.mapping([
            ("Effect", JSON.text("Allow")), ("Action", JSON.list(permission.actions.map(JSON.text))),
            ("Resource", JSON.list(permission.resources.flatMap(names).map(JSON.text))),
            ("Condition", conditions.isEmpty ? nil : JSON.mapping(conditions)),
        ])
    }

    /// ARNs. Images and snapshots have no account in theirs.
    private func names(_ resource: Permission.Resource) -> [String] {
        switch resource {
        case .all: ["*"]
        case .images: regions.map { "arn:\(partition):ec2:\($0)::image/*" }
        case .snapshots: regions.map { "arn:\(partition):ec2:\($0)::snapshot/*" }
        case .parameters: regions.map { "arn:\(partition):ssm:\($0):\(account):parameter/basalt/*" }
        case .keys: keys
        case .roles: ["arn:\(partition):iam::\(account):role/*"]
        case .bucket: ["arn:\(partition):s3:::\(place?.bucket ?? "*")"]
        case .objects: ["arn:\(partition):s3:::\(place.map { "\($0.bucket)/\($0.prefix)" } ?? "")*"]
        }
    }
}
