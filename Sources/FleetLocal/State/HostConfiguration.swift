import Documents
package import Fleet
import Values

/// What a host is given beside its image. It is kept by its digest for as long as a machine or a rollback may want it.
package struct HostConfiguration: Sendable, Equatable {
    /// An Ignition configuration.
    package let userData: [UInt8]
    /// The EBS volumes that the profile expects, such as `/dev/sdf`: blank disks stand for them.
    package let devices: [String]

    package init(userData: [UInt8], devices: [String]) {
        self.userData = userData
        self.devices = devices
    }

    /// What a host's digest is made of: everything that a host is given.
    package var text: String {
        JSONWriter.text(
            JSON.mapping([
                ("user-data", JSON.text(Base64.encode(userData))), ("devices", JSON.list(devices.map(JSON.text))),
            ]), .compact)
    }

    init?(text: [UInt8]) {
        guard let node = Record.read(text, name: "configuration"),
            let userData = (node["user-data"]?.string).flatMap(Base64.decode), let devices = node["devices"]?.items
        else { return nil }
        self.init(userData: userData, devices: devices.compactMap(\.string))
    }
}

extension NetworkFolder {
    /// Keeps what hosts of `digest` are given, so that a later process can launch them too.
    package func keep(_ configuration: HostConfiguration, for digest: HostDigest) throws(ServiceFailure) {
        let name = "configurations/\(digest.configuration)"
        let bytes = Array(configuration.text.utf8)
        guard try read(name) != bytes else { return }
        try write(bytes, to: name)
    }

    /// - Throws: `template` where it is not kept here.
    func configuration(of digest: HostDigest) throws(ServiceFailure) -> HostConfiguration {
        let name = "configurations/\(digest.configuration)"
        guard let configuration = try read(name).flatMap({ HostConfiguration(text: $0) }) else {
            throw ServiceFailure(
                .template, "what hosts of configuration \(digest.configuration) are given is not kept in `\(path)`")
        }
        return configuration
    }
}
