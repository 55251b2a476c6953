package import Documents

/// Where a secret is kept. Never its value.
package enum SecretSource: Sendable, Equatable {
    case ssmParameter(String)
    case s3(String)
    case file(String)

    /// nil unless exactly one source is named.
    init?(_ node: Node) {
        let sources = ["ssm_parameter", "s3", "file"].compactMap { key in (node[key]?.string).map { (key, $0) } }
        guard let source = sources.first, sources.count == 1 else { return nil }
        switch source.0 {
        case "ssm_parameter": self = .ssmParameter(source.1)
        case "s3": self = .s3(source.1)
        default: self = .file(source.1)
        }
    }

    /// The kind's name in the `secret-fetch` template.
    package var kind: String {
        switch self {
        case .ssmParameter: "ssm"
        case .s3: "s3"
        case .file: "file"
        }
    }

    package var location: String {
        switch self {
        case .ssmParameter(let location), .s3(let location), .file(let location): location
        }
    }
}

/// One item of `secrets`.
package struct Secret: Sendable {
    package let node: Node
    package let path: NodePath
    package let name: String
    package let source: SecretSource?
    package let requiredBy: [String]

    init(_ node: Node, _ path: NodePath) {
        self.node = node
        self.path = path
        name = node["name"]?.string ?? ""
        source = SecretSource(node)
        requiredBy = node["required_by"]?.strings ?? []
    }
}
