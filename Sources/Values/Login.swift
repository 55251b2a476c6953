/// An address without the name and password that it may hold: `https://user:password@host/path` → `https://host/path`.
package func withoutLogin(_ address: String) -> String {
    guard let scheme = address.ranges(of: "://").first else { return address }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return address }
    return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
}
