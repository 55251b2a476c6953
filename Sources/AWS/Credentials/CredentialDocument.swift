import Documents
import Values

/// Credentials as JSON: what programs, containers and instances answer with.
enum CredentialDocument {
    /// - Parameters:
    ///   - tokenName: `Token` of containers and instances, `SessionToken` of programs.
    ///   - origin: a clause for messages: "the container's endpoint".
    static func read(
        _ body: [UInt8], tokenName: String, wantsVersion: Bool = false, from origin: String
    ) throws(AWSError) -> Credentials {
        var diagnostics = Diagnostics()
        guard let file = SourceFile.decode(body, name: "credentials", directory: nil, into: &diagnostics),
            let node = JSONReader.read(file, into: &diagnostics)
        else { throw AWSError(.noCredentials, "\(origin) gave no JSON") }
        if wantsVersion, node["Version"]?.integer != 1 {
            throw AWSError(.noCredentials, "\(origin) gave credentials of another version than 1")
        }
        guard let key = node["AccessKeyId"]?.string, let secret = node["SecretAccessKey"]?.string else {
            let reason = node["Message"]?.string ?? node["message"]?.string ?? "no AccessKeyId and SecretAccessKey"
            throw AWSError(.noCredentials, "\(origin) gave no credentials: \(printable(Array(reason.utf8)))")
        }
        var expiration: Timestamp?
        if let text = node["Expiration"]?.string {
            guard let time = try? Timestamp(.text(text)) else {
                throw AWSError(.noCredentials, "\(origin) gave an `Expiration` that is no time")
            }
            expiration = time
        }
        return Credentials(
            accessKey: key, secretKey: secret, sessionToken: node[tokenName]?.string, expiration: expiration)
    }
}
