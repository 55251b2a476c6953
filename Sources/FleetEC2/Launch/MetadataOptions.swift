package import Documents

/// How an instance's metadata service answers; a profile's `instance.metadata_options`.
package struct MetadataOptions: Sendable, Hashable {
    /// `required` (IMDSv2 only, the default) or `optional`.
    package let tokens: String
    /// Network hops that a token may travel; 1 keeps it from bridged containers.
    package let hopLimit: Int
    /// `enabled` or `disabled`.
    package let endpoint: String
    package let instanceTags: String

    package init(_ node: Node?) {
        tokens = node?["http_tokens"]?.string ?? "required"
        hopLimit = node?["http_put_response_hop_limit"]?.integer ?? 1
        endpoint = node?["http_endpoint"]?.string ?? "enabled"
        instanceTags = node?["instance_metadata_tags"]?.string ?? "disabled"
    }

    var json: Node {
        JSON.mapping([
            "http_tokens": JSON.text(tokens), "http_put_response_hop_limit": JSON.number(hopLimit),
            "http_endpoint": JSON.text(endpoint), "instance_metadata_tags": JSON.text(instanceTags),
        ])
    }
}
