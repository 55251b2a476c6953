import Documents
import Values

extension Event {
    /// One line without its line break: version 1, absent fields left out, keys in a fixed order.
    package var line: String {
        var text = "{\"v\":1,\"ts\":\"\(at)\",\"run\":\(Self.quoted(run)),\"seq\":\(seq),\"fence\":\(fence)"
        text += ",\"type\":\"\(kind.rawValue)\""
        let texts: [(String, String?)] = [
            ("slot", slot), ("old", old), ("new", new), ("az", zone), ("from", from?.rawValue), ("to", to?.rawValue),
            ("reason", reason), ("blocker", blocker?.description), ("api", api), ("token", token), ("budget", budget),
            ("progress", progress),
        ]
        for case (let key, let value?) in texts { text += ",\"\(key)\":\(Self.quoted(value))" }
        for case (let key, let value?) in [("attempt", attempt), ("placement", placement), ("request", request)] {
            text += ",\"\(key)\":\(value)"
        }
        return text + "}"
    }

    private static func quoted(_ text: String) -> String {
        // Names and IDs need no escape, and journals hold hardly anything else.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        return isPlain ? "\"\(text)\"" : Record.text(text).map { JSONWriter.text($0, .compact) } ?? "\"\""
    }

    /// nil for a line that is no event of version 1.
    package init?(line: String) {
        guard let node = Record.read(Array(line.utf8), name: "journal"), node["v"]?.integer == 1,
            let kind = (node["type"]?.string).flatMap(Kind.init), let run = node["run"]?.string,
            let at = (node["ts"]?.string).flatMap({ Timestamp($0) }), let seq = node["seq"]?.integer,
            let fence = node["fence"]?.integer
        else { return nil }
        self.init(kind, run: run, at: at, slot: node["slot"]?.string)
        self.seq = seq
        self.fence = fence
        old = node["old"]?.string
        new = node["new"]?.string
        zone = node["az"]?.string
        from = (node["from"]?.string).flatMap(SlotPhase.init)
        to = (node["to"]?.string).flatMap(SlotPhase.init)
        reason = node["reason"]?.string
        blocker = (node["blocker"]?.string).flatMap { Blocker($0) }
        attempt = node["attempt"]?.integer
        placement = node["placement"]?.integer
        api = node["api"]?.string
        token = node["token"]?.string
        budget = node["budget"]?.string
        progress = node["progress"]?.string
        request = node["request"]?.integer
        // A phase of another version must not read as no phase.
        guard (from != nil) == (node["from"] != nil), (to != nil) == (node["to"] != nil) else { return nil }
    }
}
