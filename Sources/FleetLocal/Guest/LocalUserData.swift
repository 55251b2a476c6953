import Documents
import Fleet
import Values

/// What a machine of a local fleet is told beside its user data: its name, its address in the private network, and where
/// the metadata service is. A file that the profile writes itself stays the profile's.
enum LocalUserData {
    /// The interface to the private network, inside the guest.
    package static let interface = "private0"
    /// Where the metadata service and what stands for AWS answer, inside the guest. Plain HTTP: the connection never
    /// leaves QEMU.
    static let serviceAddress = "10.0.2.100"

    /// - Parameter userData: an Ignition configuration of version 3.
    /// - Throws: `refused` for anything else.
    static func render(_ userData: [UInt8], for record: InstanceRecord) throws(ServiceFailure) -> [UInt8] {
        guard var root = Record.read(userData, name: "user data"),
            root["ignition"]?["version"]?.string?.hasPrefix("3.") == true
        else {
            throw ServiceFailure(
                .refused, "local machines take Ignition configurations, and this user data is none: use an image target"
            )
        }
        var storage = root["storage"] ?? JSON.mapping([(String, Node?)]())
        let present = storage["files"]?.items ?? []
        let paths = Set(present.compactMap { $0["path"]?.string })
        let added = files(for: record).filter { !paths.contains($0.path) }.map(\.node)
        storage["files"] = JSON.list(present + added)
        root["storage"] = storage
        return JSONWriter.bytes(root, .compact)
    }

    private struct File {
        let path: String
        let text: String

        var node: Node {
            JSON.mapping([
                ("path", JSON.text(path)), ("mode", JSON.number(0o644)), ("overwrite", JSON.flag(true)),
                (
                    "contents",
                    JSON.mapping([("source", JSON.text("data:;base64," + Base64.encode(Array(text.utf8))))])
                ),
            ])
        }
    }

    private static func files(for record: InstanceRecord) -> [File] {
        let match = "[Match]\nMACAddress=\(HostAddress.hardware(record.number))\n\n"
        let address = "\(record.address)/\(HostAddress.prefixLength)"
        let services = "http://\(serviceAddress)"
        return [
            File(path: "/etc/hostname", text: record.id + "\n"),
            File(path: "/etc/systemd/network/10-basalt-private.link", text: match + "[Link]\nName=\(interface)\n"),
            File(
                path: "/etc/systemd/network/10-basalt-private.network",
                text: match + "[Network]\nAddress=\(address)\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n"),
            File(
                path: "/etc/systemd/system.conf.d/10-basalt-local.conf",
                text: "[Manager]\nDefaultEnvironment=BASALT_IMDS_ENDPOINT=\(services) BASALT_AWS_ENDPOINT=\(services)\n"
            ),
        ]
    }
}
