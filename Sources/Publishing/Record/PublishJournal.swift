import Documents
package import Values

/// What a run has done, line by line, written before anything is built on it. A line that a crash has cut is no line.
package struct PublishJournal: Sendable, Equatable {
    package enum Entry: Sendable, Equatable {
        /// A snapshot was started: with which parent, as which attempt.
        case started(region: String, snapshot: String, parent: String?, attempt: Int)
        /// Blocks that EBS has.
        case sent(snapshot: String, blocks: [Int])
        /// The snapshot has all its blocks, and EBS is told so: whether it heard is not known yet.
        case completing(region: String, snapshot: String)
        /// EBS knows that the snapshot has all its blocks.
        case uploaded(region: String, snapshot: String)
        case image(region: String, id: String)
        /// What failed was removed; the next attempt begins.
        case discarded(region: String, attempt: Int)
    }

    package private(set) var entries: [Entry] = []
    /// What the journal is about: nothing of another account or disk is used.
    package let account: String
    package let digest: Digest

    package init(account: String, digest: Digest) {
        self.account = account
        self.digest = digest
    }

    package mutating func add(_ entry: Entry) { entries.append(entry) }

    /// What earlier runs did in a region.
    package func memory(_ region: String) -> RegionMemory {
        var memory = RegionMemory()
        for entry in entries {
            switch entry {
            case .started(region, let snapshot, _, let attempt):
                memory = RegionMemory()
                memory.snapshot = snapshot
                memory.attempt = attempt
            case .completing(region, let snapshot) where snapshot == memory.snapshot: memory.isCompleting = true
            case .uploaded(region, let snapshot) where snapshot == memory.snapshot: memory.isUploaded = true
            case .image(region, let id): memory.image = id
            case .discarded(region, let attempt):
                memory = RegionMemory()
                memory.attempt = attempt
            default: break
            }
        }
        return memory
    }

    /// The blocks that a snapshot has.
    package func blocks(of snapshot: String) -> Set<Int> {
        var blocks: Set<Int> = []
        for case .sent(snapshot, let sent) in entries { blocks.formUnion(sent) }
        return blocks
    }

    /// The parent that a snapshot was started with.
    package func parent(of snapshot: String) -> String? {
        for case .started(_, snapshot, let parent, _) in entries { return parent }
        return nil
    }
}

/// A line is a JSON object.
extension PublishJournal {
    package var header: String {
        line(["account": JSON.text(account), "digest": JSON.text(digest.description), "schema": JSON.number(1)])
    }

    package static func line(_ entry: Entry) -> String {
        switch entry {
        case .started(let region, let snapshot, let parent, let attempt):
            text([
                ("event", JSON.text("started")), ("region", JSON.text(region)), ("snapshot", JSON.text(snapshot)),
                ("parent", parent.map { JSON.text($0) }), ("attempt", JSON.number(attempt)),
            ])
        case .sent(let snapshot, let blocks):
            text([
                ("event", JSON.text("sent")), ("snapshot", JSON.text(snapshot)),
                ("blocks", JSON.list(blocks.map { JSON.number($0) })),
            ])
        case .completing(let region, let snapshot):
            text([
                ("event", JSON.text("completing")), ("region", JSON.text(region)), ("snapshot", JSON.text(snapshot)),
            ])
        case .uploaded(let region, let snapshot):
            text([
                ("event", JSON.text("uploaded")), ("region", JSON.text(region)), ("snapshot", JSON.text(snapshot)),
            ])
        case .image(let region, let id):
            text([("event", JSON.text("image")), ("region", JSON.text(region)), ("image", JSON.text(id))])
        case .discarded(let region, let attempt):
            text([
                ("event", JSON.text("discarded")), ("region", JSON.text(region)), ("attempt", JSON.number(attempt)),
            ])
        }
    }

    private func line(_ entries: [String: Node]) -> String { JSONWriter.text(JSON.mapping(entries), .compact) + "\n" }

    private static func text(_ entries: [(String, Node?)]) -> String {
        JSONWriter.text(JSON.mapping(entries), .compact) + "\n"
    }

    /// Reads a journal.
    /// - Returns: the journal and the bytes that count: behind them stands a line that was cut. nil where there is no
    ///   header, which means that nothing was done.
    package static func read(_ bytes: [UInt8]) -> (journal: PublishJournal, length: Int)? {
        var journal: PublishJournal?
        var length = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            guard let node = parse(line) else { break }
            if journal == nil {
                guard node["schema"]?.integer == 1, let account = node["account"]?.string,
                    let digest = node["digest"]?.string.flatMap({ Digest($0) })
                else { return nil }
                journal = PublishJournal(account: account, digest: digest)
            } else {
                guard let entry = Entry(node) else { break }
                journal?.add(entry)
            }
            length += line.count + 1
        }
        return journal.map { ($0, length) }
    }

    private static func parse(_ line: ArraySlice<UInt8>) -> Node? {
        var diagnostics = Diagnostics()
        guard let text = String(validating: line, as: UTF8.self) else { return nil }
        return JSONReader.read(SourceFile(name: "journal", directory: nil, text: text), into: &diagnostics)
    }
}

extension PublishJournal.Entry {
    fileprivate init?(_ node: Node) {
        let region = node["region"]?.string
        switch (node["event"]?.string, region, node["snapshot"]?.string) {
        case ("started", let region?, let snapshot?):
            self = .started(
                region: region, snapshot: snapshot, parent: node["parent"]?.string,
                attempt: node["attempt"]?.integer ?? 0)
        case ("sent", _, let snapshot?):
            self = .sent(snapshot: snapshot, blocks: (node["blocks"]?.items ?? []).compactMap(\.integer))
        case ("completing", let region?, let snapshot?): self = .completing(region: region, snapshot: snapshot)
        case ("uploaded", let region?, let snapshot?): self = .uploaded(region: region, snapshot: snapshot)
        case ("image", let region?, _):
            guard let id = node["image"]?.string else { return nil }
            self = .image(region: region, id: id)
        case ("discarded", let region?, _):
            guard let attempt = node["attempt"]?.integer else { return nil }
            self = .discarded(region: region, attempt: attempt)
        default: return nil
        }
    }
}
