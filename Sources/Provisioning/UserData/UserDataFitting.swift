import Archives
import Crypto
import Documents
import Ignition
import Profiles
import Values

/// Makes a configuration fit the platform's limit.
///
/// Source: EC2 user guide, "instance user data": 16 KB before base64. Ignition does not unpack EC2 user data
/// (coreos/ignition#1096), but unpacks a `data:` URL that says `compression: gzip` since specification 3.1; compression
/// is refused for S3 sources.
enum UserDataFitting {
    static let ec2Limit = 16_384

    static func limit(_ target: Target) -> Int? { target.platform == "aws" ? ec2Limit : nil }

    /// - Parameters:
    ///   - limit: the most bytes of user data; nil for no limit.
    ///   - versions: the specifications that the configuration may be written in, its own first.
    static func ignition(
        _ config: Node, versions: ClosedRange<Version>, limit: Int?, host: HostProfile,
        into diagnostics: inout Diagnostics
    ) -> UserData? {
        let version = versions.lowerBound
        let bytes = lines(config)
        func data(_ bytes: [UInt8], _ delivery: UserData.Delivery, _ size: Int, _ version: Version) -> UserData {
            UserData(
                format: .ignition, bytes: bytes, delivery: delivery, originalSize: size, limit: limit,
                specification: version)
        }
        guard let limit, bytes.count > limit else { return data(bytes, .plain, bytes.count, version) }
        let stubVersion = max(version, Version(3, 1, 0))
        guard versions.contains(stubVersion) else {
            diagnostics.error(
                .userDataTooLarge,
                "the user data is \(ByteSize(bytes: bytes.count)), EC2 takes \(ByteSize(bytes: limit)), and a compressed "
                    + "stub needs Ignition specification \(stubVersion)",
                origin: nil, remedy: "choose --spec \(stubVersion) or newer")
            return nil
        }
        let readable = JSONWriter.bytes(percentEncoded(config), .compact)
        guard let zipped = compressed(readable, into: &diagnostics) else { return nil }
        let origin = config.origin
        let inline = stub(
            [
                ("source", .string("data:;base64," + Base64.encode(zipped), origin: origin)),
                ("compression", .string("gzip", origin: origin)),
            ], stubVersion, origin)
        if inline.count <= limit { return data(inline, .dataStub, bytes.count, stubVersion) }
        guard let prefix = host.root["instance"]?["user_data_prefix"]?.string else {
            report(bytes.count, compressed: inline.count, limit, host, into: &diagnostics)
            return nil
        }
        let digest = hexadecimal(SHA512.hash(data: bytes))
        let key = (prefix.hasSuffix("/") ? prefix : prefix + "/") + "user-data/\(digest.prefix(32)).ign"
        let verification = Node.mapping([("hash", .string("sha512-" + digest, origin: origin))], origin: origin)
        let remote = stub([("source", .string(key, origin: origin)), ("verification", verification)], version, origin)
        return data(remote, .s3Stub(key: key, object: bytes), bytes.count, version)
    }

    static func cloudConfig(
        _ text: String, limit: Int?, host: HostProfile, into diagnostics: inout Diagnostics
    ) -> UserData? {
        if host.target.os == .cloudInit, let prefix = host.root["instance"]?["user_data_prefix"] {
            diagnostics.warning(
                .unsupportedByTarget,
                "`instance.user_data_prefix` has no effect: cloud-init does not fetch user data from S3",
                at: NodePath([.key("instance"), .key("user_data_prefix")]), origin: prefix.origin,
                remedy: "leave it out")
        }
        let bytes = Array(text.utf8)
        func data(_ bytes: [UInt8], _ delivery: UserData.Delivery, _ size: Int) -> UserData {
            UserData(
                format: .cloudConfig, bytes: bytes, delivery: delivery, originalSize: size, limit: limit,
                specification: nil)
        }
        guard let limit, bytes.count > limit else { return data(bytes, .plain, bytes.count) }
        guard let zipped = compressed(bytes, into: &diagnostics) else { return nil }
        guard zipped.count <= limit else {
            report(bytes.count, compressed: zipped.count, limit, host, into: &diagnostics)
            return nil
        }
        return data(zipped, .gzip, bytes.count)
    }

    private static func compressed(_ bytes: [UInt8], into diagnostics: inout Diagnostics) -> [UInt8]? {
        do throws(Gzip.Failure) {
            return try Gzip.compress(bytes)
        } catch {
            diagnostics.error(
                .userDataTooLarge, "the user data cannot be compressed: \(error.reason)", origin: nil)
            return nil
        }
    }

    /// The same configuration with percent-encoded `data:` URLs instead of base64, which would hide the text from gzip.
    private static func percentEncoded(_ node: Node) -> Node {
        switch node.content {
        case .scalar:
            guard let source = node.string, source.hasPrefix("data:;base64,"),
                let bytes = DataURL.decode(source, compression: nil), String(validating: bytes, as: UTF8.self) != nil
            else { return node }
            return .string(DataURL.percentEncoded(bytes), origin: node.origin)
        case .sequence(let items): return .sequence(items.map(percentEncoded), origin: node.origin)
        case .mapping(let mapping):
            let compressed = mapping["compression"]?.string == "gzip"
            return .mapping(
                mapping.entries.map { ($0.key, compressed ? $0.value : percentEncoded($0.value)) }, origin: node.origin)
        }
    }

    private static func report(
        _ size: Int, compressed: Int, _ limit: Int, _ host: HostProfile, into diagnostics: inout Diagnostics
    ) {
        let remedy =
            host.target.os == .cloudInit
            ? "move large files into the AMI, or fetch them at boot"
            : "set `instance: {user_data_prefix: \"s3://bucket/prefix\"}` to keep it in S3, or move large files into the image"
        diagnostics.error(
            .userDataTooLarge,
            "the user data of `\([host.name, host.role].compactMap(\.self).joined(separator: " "))` is "
                + "\(ByteSize(bytes: size)), \(ByteSize(bytes: compressed)) when compressed; EC2 takes "
                + "\(ByteSize(bytes: limit))",
            origin: host.root["metadata"]?["name"]?.origin, remedy: remedy)
    }

    /// Compact JSON with a line's end, as text files have it; the byte counts.
    private static func lines(_ config: Node) -> [UInt8] { JSONWriter.bytes(config, .compact) + [0x0A] }

    private static func stub(_ replace: [(String, Node)], _ version: Version, _ origin: Origin) -> [UInt8] {
        let ignition = Node.mapping(
            [
                ("version", .string(version.description, origin: origin)),
                ("config", .mapping([("replace", .mapping(replace, origin: origin))], origin: origin)),
            ], origin: origin)
        return lines(.mapping([("ignition", ignition)], origin: origin))
    }

    private static func hexadecimal(_ digest: SHA512.Digest) -> String {
        let digits = Array("0123456789abcdef")
        var text = ""
        digest.withUnsafeBytes { bytes in
            for byte in bytes { text += "\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])" }
        }
        return text
    }
}
