/// Which proxy an address is asked through, as the usual environment variables say.
///
/// Source: curl(1), "ENVIRONMENT"; `HTTP_PROXY` in capitals is not read, since a web server may let a client set it.
package struct ProxyRules: Sendable, Equatable {
    package struct Proxy: Sendable, Hashable {
        package let host: String
        package let port: Int
        /// `USER:PASSWORD`, decoded.
        package let credentials: String?
    }

    private let http: String?
    private let https: String?
    private let excluded: [String]

    /// - Parameter variable: a variable of the environment.
    package init(_ variable: (String) -> String?) {
        func first(_ names: String...) -> String? {
            names.lazy.compactMap(variable).first { !$0.isEmpty }
        }
        http = first("http_proxy", "all_proxy", "ALL_PROXY")
        https = first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        excluded = (first("no_proxy", "NO_PROXY") ?? "").split(whereSeparator: { ", ".contains($0) })
            .map { $0.lowercased() }
    }

    /// The proxy for a server; nil to ask the server itself.
    package func proxy(isSecure: Bool, host: String) throws(HTTPFailure) -> Proxy? {
        guard let text = isSecure ? https : http, !isExcluded(host.lowercased()) else { return nil }
        guard let proxy = Self.parse(text) else {
            throw HTTPFailure(.badAddress, "the proxy in the environment is no http://HOST:PORT")
        }
        return proxy
    }

    /// `example.com` and `.example.com` mean the domain and all below it.
    private func isExcluded(_ host: String) -> Bool {
        excluded.contains { rule in
            let domain = rule.hasPrefix(".") ? String(rule.dropFirst()) : rule
            return rule == "*" || host == domain || host.hasSuffix("." + domain)
        }
    }

    private static func parse(_ text: String) -> Proxy? {
        var rest = text[...]
        if let scheme = rest.range(of: "://") {
            guard rest[..<scheme.lowerBound] == "http" else { return nil }
            rest = rest[scheme.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        var credentials: String?
        if let at = rest.lastIndex(of: "@") {
            credentials = decoded(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        let isBracketed = rest.hasPrefix("[")
        let end = isBracketed ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : rest.lastIndex(of: ":")
        let name = rest[..<(end ?? rest.endIndex)]
        let digits = end.map { rest[$0...].drop { $0 == ":" } } ?? ""
        guard let port = digits.isEmpty ? 1080 : Int(digits), (1...65535).contains(port), !name.isEmpty else {
            return nil
        }
        return Proxy(
            host: isBracketed ? String(name.dropFirst().dropLast()) : String(name), port: port, credentials: credentials
        )
    }

    /// Source: RFC 3986 section 2.1, "Percent-Encoding".
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16), rest.count >= 2 {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Substring {
    /// Where `part` stands first.
    fileprivate func range(of part: String) -> Range<Index>? { ranges(of: part).first }
}
