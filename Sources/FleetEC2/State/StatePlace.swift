/// Where journals are kept in S3: `s3://BUCKET/PREFIX`.
package struct StatePlace: Sendable, Hashable, CustomStringConvertible {
    package let bucket: String
    /// Ends with a slash, unless it is empty.
    package let prefix: String

    /// nil where the text is no such address.
    ///
    /// Source: Amazon S3 User Guide, "General purpose bucket naming rules", "Safe characters".
    package init?(_ text: String) {
        let scheme = "s3://"
        guard text.hasPrefix(scheme) else { return nil }
        let parts = text.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false)
        let names = parts.dropFirst().filter { !$0.isEmpty }
        let isBucket = (3...63).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy(Self.isPlain)
        guard isBucket, names.allSatisfy({ !$0.allSatisfy { $0 == "." } && $0.utf8.allSatisfy(Self.isPlain) }) else {
            return nil
        }
        bucket = String(parts[0])
        prefix = names.map { $0 + "/" }.joined()
    }

    package var description: String { "s3://\(bucket)/\(prefix)" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
