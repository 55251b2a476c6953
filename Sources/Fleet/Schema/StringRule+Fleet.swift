import Documents

/// The text rules that fleet fields name.
extension StringRule {
    static let duration = matching("a duration such as 90s, 15m, 24h or 30d", "^[1-9][0-9]{0,5}[smhd]$") { text in
        Int(text) == nil ? nil : "add a unit: \(text)s or \(text)m"
    }
    static let percentage = matching("a percentage such as 5%", "^([1-9][0-9]?|100)%$")
    static let imageName = matching(
        "an image: NAME@VERSION, NAME@CHANNEL, ami-… or ssm:/path",
        "^([a-z0-9]([a-z0-9-]*[a-z0-9])?@[A-Za-z0-9][A-Za-z0-9._+-]*|ami-[0-9a-f]{8,17}|ssm:/[A-Za-z0-9_./-]+)$"
    ) { text in
        text.contains("@") || text.contains(":") ? nil : "add a version or a channel: \(text)@stable"
    }
    static let timestamp = matching(
        "a time such as 2026-11-02T09:00:00Z",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")
    static let variable = matching("an environment variable's name", "^[A-Za-z_][A-Za-z0-9_]*$")
    static let region = matching("an AWS region such as eu-west-1", "^[a-z]{2}(-[a-z]+)+-[0-9]$")
    static let roleARN = matching(
        "a role's ARN", "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$")
    static let tagKey = matching("a tag's key of at most 128 characters", "^[A-Za-z0-9 _.:/=+@-]{1,128}$") { text in
        text.hasPrefix("aws:") ? "keys that begin with `aws:` belong to AWS" : nil
    }
    static let tagValue = matching("a tag's value of at most 256 characters", "^[A-Za-z0-9 _.:/=+@-]{0,256}$")
    static let instanceType = matching("an instance type such as m7i.xlarge", "^[a-z0-9-]+\\.[a-z0-9-]+$")
    static let subnet = matching("a subnet such as subnet-0a1b2c3d", "^subnet-[0-9a-z]+$")
    static let securityGroup = matching("a security group such as sg-0a1b2c3d", "^sg-[0-9a-z]+$")
    static let loadBalancer = matching(
        "a Classic Load Balancer's name", "^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$")
    static let memory = matching("a size such as 512MiB", "^[1-9][0-9]{0,6}(MiB|GiB|TiB)$")
    static let deviceName = matching("a device name such as /dev/sdf", "^/dev/(sd[a-z][0-9]{0,2}|xvd[a-z]{1,2})$")
    static let endpoint = matching(
        "an engine's address: tcp://HOST:PORT, ssh://[USER@]HOST or unix:///SOCKET",
        "^(tcp://[A-Za-z0-9.-]+:[0-9]{1,5}|ssh://([A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+(:[0-9]{1,5})?|unix:///[A-Za-z0-9._/-]+)$"
    )
    static let portForward = matching("two ports such as 8080:80", "^(\(port)):(\(port))$")
    /// 1 to 65535.
    private static let port =
        "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
    static let hours = matching(
        "hours such as \"09:00-16:00\"",
        "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")
    static let timeZone = matching(
        "a time zone's name such as Europe/Berlin", "^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$")
}
