package import Fleet

/// Where the hosts of a fleet are, which a cloud's description does not say.
package protocol HostDirectory: Sendable {
    /// The address by which members of the cluster reach the host; nil where it is not known.
    func address(of id: String) throws(ServiceFailure) -> String?
    /// Where one of the host's TCP ports is reached from here; nil where nothing leads there.
    func endpoint(of id: String, port: Int) throws(ServiceFailure) -> HostPort?
}

/// A TCP port of a host.
package struct HostPort: Sendable, Hashable, CustomStringConvertible {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
