private import Crypto
package import Values

/// Signs requests with signature version 4. Pure: the time is an argument.
///
/// Source: AWS, "AWS Signature Version 4 for API requests".
package struct Signer: Sendable {
    /// In what services differ.
    package struct Rules: Sendable, Equatable {
        package var normalizesPath = true
        /// The path is encoded once more for the signature.
        package var encodesPathAgain = true
        /// Adds `x-amz-content-sha256`.
        package var sendsPayloadHash = false
        /// Adds the session's token after signing.
        package var leavesTokenOut = false

        package init() {}

        /// Amazon S3 signs the path as it is sent, and wants the hash of the body.
        package static var s3: Rules {
            var rules = Rules()
            rules.normalizesPath = false
            rules.encodesPathAgain = false
            rules.sendsPayloadHash = true
            return rules
        }
    }

    /// What is to be signed.
    package struct Request: Sendable {
        package var method: String
        /// As it stands in the request line, without the query.
        package var path: String
        /// Decoded.
        package var query: [(String, String)] = []
        /// `Host` among them.
        package var headers: [(String, String)]

        package init(method: String, path: String, query: [(String, String)] = [], headers: [(String, String)]) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
        }
    }

    package static let unsignedPayload = "UNSIGNED-PAYLOAD"

    private let credentials: Credentials
    private let region: String
    private let service: String
    private let rules: Rules

    package init(_ credentials: Credentials, region: String, service: String, rules: Rules = Rules()) {
        self.credentials = credentials
        self.region = region
        self.service = service
        self.rules = rules
    }

    /// The hexadecimal SHA-256 of a body.
    package static func hash(_ body: [UInt8]) -> String { Digest(hash: SHA256.hash(data: body)).hexadecimal }

    /// The request's headers with those of the signature.
    package func headers(for request: Request, payloadHash: String, at time: Timestamp) -> [(String, String)] {
        var headers = request.headers.filter { $0.0.lowercased() != "x-amz-date" }
        headers.append(("X-Amz-Date", time.compact))
        let token = credentials.sessionToken.map { ("X-Amz-Security-Token", $0) }
        if let token, !rules.leavesTokenOut { headers.append(token) }
        if rules.sendsPayloadHash { headers.append(("x-amz-content-sha256", payloadHash)) }
        let canonical = CanonicalRequest(
            method: request.method, path: request.path, query: request.query, headers: headers,
            payloadHash: payloadHash, rules: rules)
        let signature = signature(of: canonical, at: time)
        headers.append(
            (
                "Authorization",
                "\(Self.algorithm) Credential=\(credentials.accessKey)/\(scope(time)), "
                    + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
            ))
        if let token, rules.leavesTokenOut { headers.append(token) }
        return headers
    }

    /// The request's query with a signature in it: an address that anybody may use until it expires.
    package func query(
        for request: Request, payloadHash: String, expires seconds: Int, at time: Timestamp
    ) -> [(String, String)] {
        let names = CanonicalRequest(
            method: request.method, path: request.path, query: [], headers: request.headers, payloadHash: "",
            rules: rules
        ).signedHeaders
        var query = request.query
        query.append(("X-Amz-Algorithm", Self.algorithm))
        query.append(("X-Amz-Credential", "\(credentials.accessKey)/\(scope(time))"))
        query.append(("X-Amz-Date", time.compact))
        query.append(("X-Amz-SignedHeaders", names))
        query.append(("X-Amz-Expires", String(seconds)))
        let token = credentials.sessionToken.map { ("X-Amz-Security-Token", $0) }
        if let token, !rules.leavesTokenOut { query.append(token) }
        let canonical = CanonicalRequest(
            method: request.method, path: request.path, query: query, headers: request.headers,
            payloadHash: payloadHash, rules: rules)
        query.append(("X-Amz-Signature", signature(of: canonical, at: time)))
        if let token, rules.leavesTokenOut { query.append(token) }
        return query
    }

    private static let algorithm = "AWS4-HMAC-SHA256"

    private func scope(_ time: Timestamp) -> String { "\(time.compact.prefix(8))/\(region)/\(service)/aws4_request" }

    private func signature(of request: CanonicalRequest, at time: Timestamp) -> String {
        let text = [Self.algorithm, time.compact, scope(time), Self.hash(Array(request.text.utf8))]
            .joined(separator: "\n")
        var key = SymmetricKey(data: Array("AWS4\(credentials.secretKey)".utf8))
        for part in [String(time.compact.prefix(8)), region, service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return Digest(hash: HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)).hexadecimal
    }
}
