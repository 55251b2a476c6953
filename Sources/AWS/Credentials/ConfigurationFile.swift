/// The sections of `~/.aws/config` and `~/.aws/credentials`.
///
/// Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files", "Format of the config file".
package struct ConfigurationFile: Sendable, Equatable {
    package enum Kind: Sendable {
        /// `[profile NAME]`, and sections of other types.
        case config
        /// `[NAME]`.
        case credentials
    }

    /// What a section says. A key below another one is `outer.inner`.
    package typealias Section = [String: String]

    package private(set) var profiles: [String: Section] = [:]
    /// `[services NAME]`.
    package private(set) var services: [String: Section] = [:]

    package init() {}

    /// - Throws: `configuration`, which names the line.
    package init(_ text: String, _ kind: Kind, named name: String) throws(AWSError) {
        var parser = Parser(kind: kind, name: name)
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() { try parser.read(line, number: index + 1) }
        profiles = parser.profiles
        services = parser.services
    }

    /// Adds another file's profiles; for the same profile and key, the other file's value counts.
    package mutating func merge(_ other: ConfigurationFile) {
        profiles.merge(other.profiles) { $0.merging($1) { _, new in new } }
        services.merge(other.services) { $0.merging($1) { _, new in new } }
    }
}

private struct Parser {
    let kind: ConfigurationFile.Kind
    let name: String
    var profiles: [String: [String: String]] = [:]
    var services: [String: [String: String]] = [:]
    private var section = Place.none
    private var key: String?
    /// Whether the last key is none that AWS knows the like of, so that it and what belongs to it is left out.
    private var isKeyIgnored = false
    /// Sections that were written `[profile default]`, which counts more than `[default]`.
    private var isExplicitDefault = false

    private enum Place: Equatable {
        /// Before the first section.
        case none
        /// In a section that is not read.
        case ignored
        case profile(String)
        case services(String)
    }

    init(kind: ConfigurationFile.Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    mutating func read(_ line: Substring, number: Int) throws(AWSError) {
        let text = line.trimmingBlanks
        guard !text.isEmpty, !text.hasPrefix("#"), !text.hasPrefix(";") else { return }
        if line.hasPrefix("[") { return try open(text, number) }
        if line.first?.isWhitespace == true { return try proceed(text, number) }
        guard section != .none else { throw failure("a value stands before the first section", number) }
        guard let equals = text.firstIndex(of: "=") else { throw failure("a line is no KEY = VALUE", number) }
        let key = text[..<equals].trimmingBlanks.lowercased()
        guard !key.isEmpty else { throw failure("a value has no key", number) }
        isKeyIgnored = !Self.isName(key)
        guard !isKeyIgnored else { return }
        self.key = key
        set(key, Self.value(text[text.index(after: equals)...]))
    }

    /// A line that goes on with the key before it: text, or keys below it.
    private mutating func proceed(_ text: Substring, _ number: Int) throws(AWSError) {
        guard section != .none else { throw failure("a value stands before the first section", number) }
        if section == .ignored || isKeyIgnored { return }
        guard let key else {
            throw failure("an indented line follows no key", number)
        }
        let before = get(key) ?? ""
        guard before.isEmpty else { return set(key, before + "\n" + text) }
        guard let equals = text.firstIndex(of: "=") else { throw failure("a line is no KEY = VALUE", number) }
        let inner = text[..<equals].trimmingBlanks.lowercased()
        guard !inner.isEmpty else { throw failure("a value has no key", number) }
        set("\(key).\(inner)", Self.value(text[text.index(after: equals)...]))
    }

    private mutating func open(_ text: Substring, _ number: Int) throws(AWSError) {
        guard let end = text.firstIndex(of: "]") else { throw failure("the section does not end with ]", number) }
        let rest = text[text.index(after: end)...].trimmingBlanks
        guard rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix(";") else {
            throw failure("something follows the section's ]", number)
        }
        key = nil
        isKeyIgnored = false
        let words = text[text.index(after: text.startIndex)..<end].split { $0 == " " || $0 == "\t" }.map(String.init)
        section = place(words)
        switch section {
        case .profile(let name): profiles[name] = profiles[name] ?? [:]
        case .services(let name): services[name] = services[name] ?? [:]
        case .none, .ignored: break
        }
    }

    private mutating func place(_ words: [String]) -> Place {
        switch (kind, words.count) {
        case (.credentials, 1) where Self.isName(words[0]): return .profile(words[0])
        case (.config, 1) where words[0] == "default":
            return isExplicitDefault ? .ignored : .profile("default")
        case (.config, 2) where words[0] == "profile" && Self.isName(words[1]):
            if words[1] == "default", !isExplicitDefault {
                isExplicitDefault = true
                profiles["default"] = nil
            }
            return .profile(words[1])
        case (.config, 2) where words[0] == "services" && Self.isName(words[1]): return .services(words[1])
        default: return .ignored
        }
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
            default: "_-/.%@:+".utf8.contains(byte)
            }
        }
    }

    /// A comment begins with a blank and a mark.
    private static func value(_ text: Substring) -> String {
        var end = text.endIndex
        for index in text.indices where index > text.startIndex && (text[index] == "#" || text[index] == ";") {
            if text[text.index(before: index)].isWhitespace {
                end = index
                break
            }
        }
        return String(text[..<end].trimmingBlanks)
    }

    private func get(_ key: String) -> String? {
        switch section {
        case .profile(let name): profiles[name]?[key]
        case .services(let name): services[name]?[key]
        case .none, .ignored: nil
        }
    }

    private mutating func set(_ key: String, _ value: String) {
        switch section {
        case .profile(let name): profiles[name]?[key] = value
        case .services(let name): services[name]?[key] = value
        case .none, .ignored: break
        }
    }

    /// Values are not shown: they may be secret.
    private func failure(_ reason: String, _ number: Int) -> AWSError {
        AWSError(
            .configuration, "`\(name)`, line \(number): \(reason)", remedy: "correct the file, or name another one")
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
