// Yams' own parser module: its events carry both ends of every token, and composing the tree here is what lets aliases,
// nesting and duplicate keys be bounded and reported with their places (Yams' composer hashes whole keys).
import CYaml
import Values

/// Reads one YAML document into a `Node`, with limits that a hostile file cannot pass.
package struct YAMLReader: Sendable {
    /// What a document may hold. The defaults are far above anything a person writes.
    package struct Limits: Sendable {
        /// Size of the text in bytes.
        package var bytes = 16 << 20
        /// Nested lists and mappings.
        package var depth = 100
        /// Values after every alias is followed.
        package var values = 1_000_000

        package init() {}
    }

    package var limits = Limits()

    package init() {}

    /// The document in `file`; nil when it cannot be read (an error has been added then) or holds no document.
    package func read(_ file: SourceFile, into diagnostics: inout Diagnostics) -> Node? {
        guard file.text.utf8.count <= limits.bytes else {
            diagnostics.error(
                .fileTooLarge,
                "the file holds \(ByteSize(bytes: file.text.utf8.count)), more than \(ByteSize(bytes: limits.bytes))",
                origin: nil, remedy: "keep large content in files of its own and name them with `local:`",
                notes: [.init("in \(file.name)")])
            return nil
        }
        var composer = YAMLComposer(file: file, limits: limits)
        let node = composer.compose()
        diagnostics.add(composer.diagnostics)
        return composer.diagnostics.hasErrors ? nil : node
    }
}

/// Turns libyaml's events into a tree, without recursion over the parser.
private struct YAMLComposer {
    let file: SourceFile
    let limits: YAMLReader.Limits
    var diagnostics = Diagnostics()

    private struct Anchored {
        let node: Node
        let size: Size
    }

    /// What a value holds once its aliases are followed.
    private struct Size {
        var count = 1
        /// Lists and mappings inside each other, itself included.
        var depth = 0
    }

    /// A list or mapping that is still open.
    private struct Open {
        let isMapping: Bool
        let start: yaml_mark_t
        let anchor: String?
        var items: [Node] = []
        var mapping = Mapping()
        /// Where each key of the mapping stands among its entries.
        var positions: [String: Int] = [:]
        /// The keys that were written here, unlike those that `<<` brought.
        var keys: [String: Origin] = [:]
        var pendingKey: (text: String, origin: Origin, isMerge: Bool)?
        var size = Size(count: 1, depth: 1)
    }

    private var anchors: [String: Anchored] = [:]
    private var stack: [Open] = []
    private var root: Node?
    private var documents = 0

    /// The scalar offset of every line's start; nil where libyaml and editors agree on lines.
    private let lineStarts: [Int]?

    init(file: SourceFile, limits: YAMLReader.Limits) {
        self.file = file
        self.limits = limits
        lineStarts = Self.hasOddLineEnds(file.text) ? Self.lineStarts(file.text) : nil
    }

    private static func hasOddLineEnds(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if previous == 0x0D, byte != 0x0A { return true }
            if previous == 0xC2, byte == 0x85 { return true }
            if previous == 0x80, byte == 0xA8 || byte == 0xA9 { return true }
            previous = byte
        }
        return previous == 0x0D
    }

    private static func lineStarts(_ text: String) -> [Int] {
        var starts = [0]
        for (offset, scalar) in text.unicodeScalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
        return starts
    }

    mutating func compose() -> Node? {
        var text = file.text
        return text.withUTF8 { bytes in
            var parser = yaml_parser_t()
            guard yaml_parser_initialize(&parser) == 1 else { return nil }
            defer { yaml_parser_delete(&parser) }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else {
                    reportSyntax(parser)
                    return nil
                }
                defer { yaml_event_delete(&event) }
                if event.type == YAML_STREAM_END_EVENT { return root }
                guard handle(event) else { return nil }
            }
        }
    }

    /// - Returns: false when reading cannot go on.
    private mutating func handle(_ event: yaml_event_t) -> Bool {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            documents += 1
            guard documents == 1 else {
                diagnostics.error(
                    .yamlSyntax, "a second document begins here; a file holds one",
                    origin: origin(event.start_mark, event.end_mark), remedy: "move it to a file of its own")
                return false
            }
        case YAML_SCALAR_EVENT:
            let place = origin(event.start_mark, event.end_mark)
            let scalar = scalar(event.data.scalar, origin: place)
            let node = Node(.scalar(scalar), origin: place)
            register(node, size: Size(), anchor: text(event.data.scalar.anchor))
            return attach(node, size: Size())
        case YAML_ALIAS_EVENT:
            let place = origin(event.start_mark, event.end_mark)
            let name = text(event.data.alias.anchor) ?? ""
            guard let anchored = anchors[name] else {
                let near = nearestName(to: name, among: anchors.keys)
                diagnostics.error(
                    .yamlSyntax, "there is no anchor `&\(name)` above this alias", origin: place,
                    remedy: near.map { "did you mean `*\($0)`?" })
                return false
            }
            return attach(anchored.node, size: anchored.size, alias: place)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            return open(false, event.start_mark, anchor: text(data.anchor), tag: text(data.tag))
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            return open(true, event.start_mark, anchor: text(data.anchor), tag: text(data.tag))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            guard let closed = stack.popLast() else { return false }
            let place = origin(closed.start, event.end_mark)
            let content: Node.Content = closed.isMapping ? .mapping(closed.mapping) : .sequence(closed.items)
            let node = Node(content, origin: place)
            register(node, size: closed.size, anchor: closed.anchor)
            return attach(node, size: closed.size)
        default: break
        }
        return true
    }

    private mutating func open(_ isMapping: Bool, _ start: yaml_mark_t, anchor: String?, tag: String?) -> Bool {
        guard stack.count < limits.depth else {
            reportDepth(origin(start, start))
            return false
        }
        if let tag, tag != "!", tag != (isMapping ? "tag:yaml.org,2002:map" : "tag:yaml.org,2002:seq") {
            diagnostics.error(
                .yamlSyntax, "the tag `\(tag)` is not known", origin: origin(start, start), remedy: "remove the tag")
        }
        stack.append(Open(isMapping: isMapping, start: start, anchor: anchor))
        return true
    }

    private mutating func reportDepth(_ place: Origin) {
        diagnostics.error(
            .tooDeep, "lists and mappings are nested more than \(limits.depth) deep", origin: place,
            remedy: "flatten the document")
    }

    private mutating func register(_ node: Node, size: Size, anchor: String?) {
        if let anchor { anchors[anchor] = Anchored(node: node, size: size) }
    }

    private mutating func attach(_ node: Node, size: Size, alias: Origin? = nil) -> Bool {
        guard var top = stack.popLast() else {
            root = node
            return true
        }
        top.size.count += size.count
        top.size.depth = max(top.size.depth, size.depth + 1)
        guard stack.count + 1 + size.depth <= limits.depth else {
            reportDepth(alias ?? node.origin)
            return false
        }
        guard top.size.count <= limits.values else {
            let hasAliases = !anchors.isEmpty
            diagnostics.error(
                hasAliases ? .aliasBomb : .fileTooLarge,
                "the document holds more than \(limits.values) values"
                    + (hasAliases ? " once its aliases are followed" : ""),
                origin: alias ?? node.origin,
                remedy: hasAliases ? "write the values out, or repeat fewer of them" : "split it into several files")
            return false
        }
        if !top.isMapping {
            top.items.append(node)
        } else if let key = top.pendingKey {
            top.pendingKey = nil
            if key.isMerge { merge(node, into: &top) } else { insert(key.text, key.origin, node, into: &top) }
        } else if let scalar = node.scalar {
            let place = alias ?? node.origin
            top.pendingKey = (scalar.text, place, scalar.isPlain && scalar.text == "<<")
        } else {
            diagnostics.error(
                .yamlSyntax, "\(node.kindName) cannot be a key", origin: alias ?? node.origin,
                remedy: "quote it if a text was meant")
            return false
        }
        stack.append(top)
        return true
    }

    private mutating func insert(_ key: String, _ place: Origin, _ value: Node, into top: inout Open) {
        if let first = top.keys[key] {
            diagnostics.error(
                .duplicateKey, "the key `\(key)` stands twice in this mapping", origin: place,
                remedy: "remove or rename one of them", notes: [.init("first used here", at: first)])
            return
        }
        top.keys[key] = place
        let entry = Mapping.Entry(key: key, keyOrigin: place, value: value)
        if let merged = top.positions[key] {
            top.mapping.entries[merged] = entry
        } else {
            append(entry, to: &top)
        }
    }

    /// YAML 1.1 merge key: the mapping's own keys win, earlier merged mappings win over later ones.
    private mutating func merge(_ value: Node, into top: inout Open) {
        let sources = value.items ?? [value]
        for source in sources {
            guard let mapping = source.mapping else {
                diagnostics.error(
                    .yamlSyntax, "`<<` takes a mapping or a list of mappings, not \(source.kindName)",
                    origin: source.origin)
                continue
            }
            for entry in mapping.entries where top.positions[entry.key] == nil { append(entry, to: &top) }
        }
    }

    private func append(_ entry: Mapping.Entry, to top: inout Open) {
        top.positions[entry.key] = top.mapping.entries.count
        top.mapping.entries.append(entry)
    }

    private mutating func scalar(
        _ data: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, origin: Origin
    )
        -> Scalar
    {
        let text = String(
            decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
        let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
        let tag = self.text(data.tag)
        switch ScalarResolution.resolve(text, isPlain: isPlain, tag: tag) {
        case .success(let value): return Scalar(value, text: text, isPlain: isPlain)
        case .failure(let problem):
            diagnostics.error(.yamlSyntax, problem.message, origin: origin)
            return Scalar(.string(text), text: text, isPlain: isPlain)
        }
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    /// libyaml ends a block scalar or a block collection at the start of what follows; `Origin.firstLine` is what an
    /// underline shows of it.
    private func origin(_ start: yaml_mark_t, _ end: yaml_mark_t) -> Origin {
        let (first, last) = (place(start), place(end))
        return Origin(
            file: file, line: first.line, column: first.column, endLine: last.line, endColumn: last.column)
    }

    /// libyaml also counts NEL, LS, PS and a lone carriage return as ends of lines; editors and diagnostics do not.
    private func place(_ mark: yaml_mark_t) -> (line: Int, column: Int) {
        guard let lineStarts else { return (Int(mark.line) + 1, Int(mark.column) + 1) }
        let line = lineStarts.partitioningIndex { $0 > Int(mark.index) }
        return (line, Int(mark.index) - lineStarts[line - 1] + 1)
    }

    private mutating func reportSyntax(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
        guard parser.error != YAML_READER_ERROR else {
            let place = place(ofByte: Int(parser.problem_offset))
            diagnostics.error(
                .encoding, "this is not YAML text: \(problem)", origin: place,
                remedy: "save the file as UTF-8 without control characters")
            return
        }
        let context = parser.context.map { " " + String(cString: $0) } ?? ""
        let deep = problem.hasPrefix("Maximum nesting level")
        diagnostics.error(
            deep ? .tooDeep : .yamlSyntax,
            deep ? "lists and mappings are nested too deep" : "YAML error\(context): \(problem)",
            origin: origin(parser.problem_mark, parser.problem_mark),
            remedy: Self.remedies.first { problem.contains($0.key) }?.value)
    }

    private func place(ofByte offset: Int) -> Origin {
        let before = file.text.utf8.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
        let column = file.text.unicodeScalars[lineStart..<before.endIndex].count + 1
        return Origin(file: file, line: line, column: column, endLine: line, endColumn: column + 1)
    }

    private static let remedies: KeyValuePairs = [
        "character that cannot start any token": "quote the value; a tab cannot indent YAML",
        "mapping values are not allowed": "check the indentation, and quote a value that holds `: `",
        "did not find expected key": "check the indentation and the quotes above this line",
        "did not find expected '-' indicator": "check the indentation: list items start with `- `",
        "could not find expected ':'": "check the indentation, or quote the text",
        "unknown escape": "use single quotes, or double the backslash",
    ]
}

extension [Int] {
    /// The first place whose element satisfies `predicate`, in a list where all later ones do too.
    fileprivate func partitioningIndex(where predicate: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
