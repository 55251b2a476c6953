import Documents
import Values

/// The text rules that profile fields name. Each pattern says in JSON Schema's words what its closure checks; a test
/// holds the two against each other.
extension StringRule {
    static let moduleName = matching("a kernel module's name", "^[A-Za-z0-9_-]+$")
    static let label = matching("a label of letters, digits, `.`, `_` and `-`", "^[A-Za-z0-9._-]+$")
    static let fileName = matching("a file name without `/`", "^[A-Za-z0-9_.:+=@-]+$")
    static let absolutePath = matching(
        "an absolute path without `//`, `.` or `..`",
        "^/$|^(\(segment("[^/\\x00-\\x1f\\x7f]", noDot: "[^./\\x00-\\x1f\\x7f]")))+$")
    /// For paths that stand in units, where other characters have a meaning.
    static let plainPath = matching(
        "an absolute path of letters, digits and the characters . _ @ : + -, without `//`, `.` or `..`",
        "^(\(segment("[A-Za-z0-9._@:+-]", noDot: "[A-Za-z0-9_@:+-]")))+$")
    static let unitName = matching(
        "the name of a unit that can wait, such as `docker.service`",
        "^[A-Za-z0-9:_.@\\\\-]+\\.(service|socket|mount|automount|swap|target|path|timer|slice)$")
    static let sysctlName = matching(
        "a kernel parameter's name, such as `net.ipv4.ip_forward`", "^[A-Za-z0-9_:@+*-]+([./][A-Za-z0-9_:@+*-]+)*$")
    static let environmentVariable = matching(
        "a variable's name of letters, digits and the characters _ . -", "^[A-Za-z_][A-Za-z0-9_.-]*$")
    static let mountOption = matching("a mount option", "^[A-Za-z0-9_.:=/@+-]+$")
    static let ebsDevice = matching(
        "an EBS attachment's device name, such as `/dev/sdf` or `/dev/xvdf`", "^/dev/(sd[a-z][0-9]{0,2}|xvd[a-z]{1,2})$"
    ) { name in
        guard name.hasPrefix("/dev/nvme") else { return nil }
        return "write the name that the volume is attached by; NVMe names may be other disks after the next boot"
    }
    static let engineVersion = matching("a version such as \"26.1\"", "^[0-9]+(\\.[0-9]+){0,2}$")
    static let hostName = matching("a host name or an address", "^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$")
    static let hostAndPort = matching(
        "a host and a port, such as \"swarm.internal:2377\"",
        "^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]):\(portNumber)$")
    static let addressOrInterface = matching(
        "an address or the name of a network interface", "^[A-Za-z0-9\\[]([A-Za-z0-9.:_\\[\\]-]*)$")
    static let httpURL = matching("an http or https URL", "^https?://[^\\s/?#]+([/?#]\\S*)?$")
    static let proxyURL = matching(
        "an http or https URL of letters, digits and the characters . _ : / @ + = , - [ ]", proxyPattern
    ) { text in
        let url = "http://" + text
        return !text.contains("://") && Pattern.matches(url, proxyPattern) ? "write \(url)" : nil
    }
    private static let proxyPattern = "^https?://[A-Za-z0-9._:@\\[\\]-]+(/[A-Za-z0-9._:/@+=,-]*)?$"
    static let noProxyEntry = matching("a host, a domain or a network", "^[A-Za-z0-9.:/_*\\[\\]-]+$")
    static let s3Location = matching(
        "an S3 location, such as `s3://bucket/key`", "^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._:/@+=,-]*)?$"
    )
    static let sshPublicKey = matching(
        "an OpenSSH public key",
        "^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com) [A-Za-z0-9+/]+={0,2}( [^\\x00-\\x1f\\x7f]*)?$"
    )
    static let imageReference = matching(
        "a container image, such as `docker.io/library/haproxy@sha256:…`",
        "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$"
    )
    static let taggedImage = matching(
        "a container image with its tag, such as `registry.example/shop/app:1.4`",
        "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"
    )
    static let portMapping = matching(
        "a port mapping, such as \"80:8080\"",
        "^([0-9.]+:)?\(portNumber)(-\(portNumber))?:\(portNumber)(-\(portNumber))?(/(tcp|udp|sctp))?$")
    static let volumeBinding = matching(
        "a folder binding, such as \"/srv/data:/data:ro\"",
        "^/[^:\\x00-\\x1f\\x7f]*:/[^:\\x00-\\x1f\\x7f]*(:[a-zA-Z,]+)?$")
    static let kernelArgument = matching("one kernel argument without spaces", "^[^\\s\\x00-\\x1f\\x7f]+$")
    static let packageName = matching(
        "a Debian package's name", "^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?(=[A-Za-z0-9.+:~-]+)?$")
    static let timestamp = matching("a time such as 20261101T000000Z", "^[0-9]{8}T[0-9]{6}Z$")
    static let sha256 = matching("a SHA-256 in 64 hexadecimal digits", "^[0-9a-f]{64}$")
    static let blockSize = StringRule.oneOf([
        "4KiB", "8KiB", "16KiB", "32KiB", "64KiB", "128KiB", "256KiB", "512KiB", "1MiB",
    ])

    /// A port from 1 to 65535.
    private static let portNumber =
        "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"

    /// One `/name` of a path: any of `characters`, but neither `.` nor `..`.
    /// - Parameter noDot: the same characters without the dot.
    private static func segment(_ characters: String, noDot: String) -> String {
        "/(\(noDot)\(characters)*|\\.\(noDot)\(characters)*|\\.\\.\(characters)+)"
    }
}
