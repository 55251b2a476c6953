package import Documents
package import Values

/// A name that points at a version: a document in each region, with its history.
package struct Channel: Sendable, Equatable {
    /// A version that the channel points or pointed at.
    package struct Entry: Sendable, Equatable {
        package let version: String
        package let digest: Digest
        package let image: String
        /// The identity that moved the channel, as STS says it.
        package let by: String
        package let date: Timestamp
        package let reason: String?

        package init(version: String, digest: Digest, image: String, by: String, date: Timestamp, reason: String?) {
            self.version = version
            self.digest = digest
            self.image = image
            self.by = by
            self.date = date
            self.reason = reason
        }
    }

    /// Entries that are kept: a parameter has room for 4 KiB.
    private static let kept = 8

    package let name: String
    package private(set) var entries: [Entry]

    package init(name: String, entries: [Entry] = []) {
        self.name = name
        self.entries = entries
    }

    /// What it points at; nil for a channel that never pointed at anything.
    package var current: Entry? { entries.first }

    /// What it pointed at before the current version, for a way back.
    package var previous: Entry? { entries.dropFirst().first { $0.digest != current?.digest } }

    package mutating func move(to entry: Entry) { entries = Array(([entry] + entries).prefix(Self.kept)) }

    /// 1 to 32 of `a-z 0-9 -`, a letter first.
    package static func isName(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count) && text.first?.isLetter == true
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// `/basalt/NAME/ARCHITECTURE/channels/CHANNEL`: the document.
    package static func parameter(_ image: String, _ architecture: String, _ name: String) -> String {
        "/basalt/\(image)/\(architecture)/channels/\(name)".replacing("+", with: "__")
    }

    /// `/basalt/NAME/ARCHITECTURE/CHANNEL/image_id`: what launch templates resolve.
    package static func imageParameter(_ image: String, _ architecture: String, _ name: String) -> String {
        "/basalt/\(image)/\(architecture)/\(name)/image_id".replacing("+", with: "__")
    }
}

/// The document: keys sorted, schema 1.
extension Channel {
    package var text: String {
        JSONWriter.text(
            JSON.mapping([
                "schema": JSON.number(1), "channel": JSON.text(name), "history": JSON.list(entries.map(\.node)),
            ]), .compact)
    }

    /// nil where the text is no document of this schema.
    package init?(_ text: String, name: String) {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "channel", directory: nil, text: text)
        guard let node = JSONReader.read(file, into: &diagnostics), node["schema"]?.integer == 1,
            node["channel"]?.string == name, let items = node["history"]?.items
        else { return nil }
        let entries = items.compactMap(Entry.init)
        guard entries.count == items.count else { return nil }
        self.init(name: name, entries: entries)
    }
}

extension Channel.Entry {
    package var node: Node {
        JSON.mapping([
            ("version", JSON.text(version)), ("digest", JSON.text(digest.description)), ("image", JSON.text(image)),
            ("by", JSON.text(by)), ("date", JSON.text(date.description)), ("reason", reason.map { JSON.text($0) }),
        ])
    }

    fileprivate init?(_ node: Node) {
        guard let version = node["version"]?.string, let digest = node["digest"]?.string.flatMap({ Digest($0) }),
            let image = node["image"]?.string, let by = node["by"]?.string,
            let date = node["date"]?.string.flatMap(Timestamp.init)
        else { return nil }
        self.init(version: version, digest: digest, image: image, by: by, date: date, reason: node["reason"]?.string)
    }
}
