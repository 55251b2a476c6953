/// A part of a Debian archive: what one line of apt's sources.list names.
package struct DebianArchive: Sendable, Hashable {
    /// Without a slash at the end.
    package let url: String
    package let suite: String
    package let components: [String]
    /// The file of keys that may sign it; nil for Debian's own keys.
    package let keyring: String?
    /// Whether it is a state of the past, whose signature says that a newer one must be used by now.
    package var isSnapshot = false

    package init(url: String, suite: String, components: [String], keyring: String? = nil, isSnapshot: Bool = false) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.suite = suite
        self.components = components
        self.keyring = keyring
        self.isSnapshot = isSnapshot
    }

    /// As in sources.list.
    package var name: String { "\(url) \(suite)" }

    /// A release of Debian with its updates and security updates.
    /// - Parameter snapshot: a time such as `20261101T000000Z`, for the state that the archive had then.
    package static func debian(_ suite: String, snapshot: String? = nil) -> [DebianArchive] {
        func archive(_ name: String, host: String, _ suite: String) -> DebianArchive {
            let url = snapshot.map { "http://snapshot.debian.org/archive/\(name)/\($0)" } ?? "http://\(host)/\(name)"
            return DebianArchive(url: url, suite: suite, components: ["main"], isSnapshot: snapshot != nil)
        }
        let base = archive("debian", host: "deb.debian.org", suite)
        // Debian's unstable branches have neither.
        if ["sid", "unstable", "experimental"].contains(suite) { return [base] }
        return [
            base, archive("debian", host: "deb.debian.org", suite + "-updates"),
            archive("debian-security", host: "security.debian.org", suite + "-security"),
        ]
    }
}
