/// A request in the one form that is signed.
///
/// Source: AWS, "Create a signed AWS API request", step 1.
package struct CanonicalRequest: Sendable, Equatable {
    package let text: String
    /// The names of the headers, sorted, joined by `;`.
    package let signedHeaders: String

    /// Never signed, since what lies between client and server may change them.
    private static let unsigned: Set<String> = [
        "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// - Parameters:
    ///   - path: as it stands in the request line.
    ///   - payloadHash: hexadecimal, or `UNSIGNED-PAYLOAD`.
    package init(
        method: String, path: String, query: [(String, String)], headers: [(String, String)], payloadHash: String,
        rules: Signer.Rules
    ) {
        let pairs = query.map { (PercentEncoding.encode($0.0), PercentEncoding.encode($0.1)) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        var values: [String: [String]] = [:]
        for (name, value) in headers where !Self.unsigned.contains(name.lowercased()) {
            values[name.lowercased(), default: []].append(Self.trimmed(value))
        }
        let names = values.keys.sorted()
        signedHeaders = names.joined(separator: ";")
        let lines = names.map { "\($0):\((values[$0] ?? []).joined(separator: ","))\n" }.joined()
        text = [
            method, Self.path(path, rules), pairs.map { "\($0.0)=\($0.1)" }.joined(separator: "&"), lines,
            signedHeaders, payloadHash,
        ].joined(separator: "\n")
    }

    private static func path(_ path: String, _ rules: Signer.Rules) -> String {
        let normal = rules.normalizesPath ? normalized(path) : path.isEmpty ? "/" : path
        return rules.encodesPathAgain ? PercentEncoding.encode(normal, keeping: "/") : normal
    }

    /// Without dot segments and empty ones.
    private static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/", omittingEmptySubsequences: true) where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        guard !segments.isEmpty else { return "/" }
        return "/" + segments.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
    }

    /// Without white space around it, and with one blank for each run of it.
    private static func trimmed(_ value: String) -> String {
        value.split { " \t\r\n".contains($0) }.joined(separator: " ")
    }
}
