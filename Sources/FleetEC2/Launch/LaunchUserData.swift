import Documents
import Values

/// User data, and the object in S3 that it names where it is only a stub.
package struct LaunchUserData: Sendable, Equatable {
    package struct Object: Sendable, Equatable {
        package let bucket: String
        package let key: String
        package let bytes: [UInt8]
    }

    /// At most 16 KiB.
    package let bytes: [UInt8]
    package let object: Object?

    /// - Parameter object: `s3://BUCKET/KEY` and what must be there before a host boots.
    /// - Returns: nil where the address is none.
    package init?(_ bytes: [UInt8], object: (address: String, bytes: [UInt8])? = nil) {
        self.bytes = bytes
        guard let object else {
            self.object = nil
            return
        }
        let scheme = "s3://"
        let parts = object.address.dropFirst(scheme.count).split(separator: "/", maxSplits: 1).map(String.init)
        guard object.address.hasPrefix(scheme), parts.count == 2 else { return nil }
        self.object = Object(bucket: parts[0], key: parts[1], bytes: object.bytes)
    }

    var json: Node {
        JSON.mapping([
            ("bytes", JSON.text(Base64.encode(bytes))),
            (
                "object",
                object.map { object in
                    JSON.mapping([
                        "address": JSON.text("s3://\(object.bucket)/\(object.key)"),
                        "bytes": JSON.text(Base64.encode(object.bytes)),
                    ])
                }
            ),
        ])
    }

    init?(_ node: Node) {
        guard let bytes = (node["bytes"]?.string).flatMap(Base64.decode) else { return nil }
        guard let object = node["object"] else {
            self.init(bytes)
            return
        }
        guard let address = object["address"]?.string, let content = (object["bytes"]?.string).flatMap(Base64.decode)
        else { return nil }
        self.init(bytes, object: (address, content))
    }
}
