/// Where a Docker engine is asked, as fleet files and DOCKER_HOST write it.
package enum EngineAddress: Sendable, Hashable {
    case tcp(host: String, port: Int)
    case ssh(user: String?, host: String, port: Int?)
    case unix(path: String)

    /// Docker's ports without and with TLS.
    static let plainPort = 2375
    static let securePort = 2376

    /// `tcp://HOST:PORT`, `ssh://[USER@]HOST[:PORT]` or `unix:///SOCKET`; nil for anything else.
    package init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let rest = text[mark.upperBound...]
        switch text[..<mark.lowerBound] {
        case "tcp":
            guard let (host, port) = Self.place(rest), let port else { return nil }
            self = .tcp(host: host, port: port)
        case "ssh":
            let parts = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            // Neither may look like an option of ssh.
            guard let (host, port) = Self.place(parts[parts.count - 1]), !rest.hasPrefix("-"), !host.hasPrefix("-"),
                parts.count == 1 || !parts[0].isEmpty
            else { return nil }
            self = .ssh(user: parts.count > 1 ? String(parts[0]) : nil, host: host, port: port)
        case "unix":
            guard rest.hasPrefix("/") else { return nil }
            self = .unix(path: String(rest))
        default: return nil
        }
    }

    private static func place(_ text: Substring) -> (host: String, port: Int?)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts[0].isEmpty else { return nil }
        guard parts.count == 2 else { return (String(parts[0]), nil) }
        guard let port = Int(parts[1]), (1...65535).contains(port) else { return nil }
        return (String(parts[0]), port)
    }
}
