package import Values

/// What a suite's `Release` says, after its signature has been checked: which indices there are, with their digests.
///
/// Source: the repository format of wiki.debian.org/DebianRepository/Format, "Release files".
package struct ReleaseFile: Sendable {
    package struct File: Sendable, Equatable {
        package let path: String
        package let size: UInt64
        package let digest: Digest
    }

    package let suite: String?
    package let codename: String?
    package let architectures: [String]
    package let date: Timestamp?
    /// After it the release must not be trusted to be the newest.
    package let validUntil: Timestamp?
    /// Whether indices can be had under the names of their digests, which do not change under a running download.
    package let hasFilesByHash: Bool
    /// Whether the index of an architecture also holds the packages of all of them.
    package let holdsAllInEach: Bool
    package let files: [String: File]

    package init(_ text: [UInt8]) throws(ControlStanza.Problem) {
        let stanza = try ControlStanza(text)
        suite = stanza["Suite"]
        codename = stanza["Codename"]
        architectures = (stanza["Architectures"] ?? "").split(separator: " ").map(String.init)
        date = try Self.time(stanza["Date"])
        validUntil = try Self.time(stanza["Valid-Until"])
        hasFilesByHash = stanza["Acquire-By-Hash"] == "yes"
        holdsAllInEach = stanza["No-Support-for-Architecture-all"] == "Packages"
        guard let list = stanza["SHA256"] else { throw .init(reason: "it holds no SHA-256 of its indices") }
        var files: [String: File] = [:]
        for line in list.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let digest = Digest(hexadecimal: words[0]), let size = UInt64(words[1]),
                PackageRecord.isInside(words[2])
            else { throw .init(reason: "a line of its list of SHA-256 is no digest, size and path") }
            files[words[2]] = File(path: words[2], size: size, digest: digest)
        }
        self.files = files
    }

    /// The index of a component in the forms that are read here, the smallest first. A release also names forms that
    /// its archive does not keep, so that all are worth a try.
    package func index(component: String, architecture: String) -> [File] {
        let path = "\(component)/binary-\(architecture)/Packages"
        return [".xz", ".gz", ""].compactMap { files[path + $0] }
    }

    /// Reads `Sat, 15 Nov 2025 10:12:33 UTC`.
    private static func time(_ text: String?) throws(ControlStanza.Problem) -> Timestamp? {
        guard let text else { return nil }
        let words = text.split(separator: " ").map(String.init)
        let clock = words.count == 6 ? words[4].split(separator: ":").compactMap { Int64($0) } : []
        guard clock.count == 3, ["UTC", "GMT", "+0000"].contains(words[5]), let day = Int64(words[1]),
            let month = months.firstIndex(of: words[2]), let year = Int64(words[3]),
            let time = Timestamp(
                year: year, month: Int64(month + 1), day: day, hour: clock[0], minute: clock[1], second: clock[2])
        else { throw .init(reason: "`\(printable(Array(text.utf8)))` is no time in UTC") }
        return time
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
