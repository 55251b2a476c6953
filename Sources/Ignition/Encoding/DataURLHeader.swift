/// The part of a data URL between `data:` and the comma: a media type, parameters, and whether base64 follows.
///
/// Source: RFC 2397 section 3; the media types are RFC 2045's, as Ignition's parser takes them.
struct DataURLHeader {
    let isBase64: Bool
    /// Where the data begins.
    let end: String.Index

    /// nil where the text before the first comma is no such header.
    init?(_ text: Substring.UTF8View) {
        guard let comma = Self.comma(in: text) else { return nil }
        var parts = Self.split(text[..<comma])
        guard !parts.isEmpty else { return nil }
        let type = parts.removeFirst()
        guard type.isEmpty || Self.isMediaType(type) else { return nil }
        let last = parts.last.map { $0.elementsEqual("base64".utf8) } ?? false
        if last { parts.removeLast() }
        guard parts.allSatisfy(Self.isParameter) else { return nil }
        isBase64 = last
        end = text.index(after: comma)
    }

    private typealias Text = Substring.UTF8View

    /// The first comma outside quotes.
    private static func comma(in text: Text) -> String.Index? { index(of: UInt8(ascii: ","), in: text) }

    private static func split(_ text: Text) -> [Text] {
        var parts: [Text] = []
        var rest = text
        while let mark = index(of: UInt8(ascii: ";"), in: rest) {
            parts.append(rest[..<mark])
            rest = rest[rest.index(after: mark)...]
        }
        return parts + [rest]
    }

    private static func index(of mark: UInt8, in text: Text) -> String.Index? {
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let byte = text[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == mark, !isQuoted {
                return index
            }
        }
        return nil
    }

    private static func isMediaType(_ text: Text) -> Bool {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return false }
        let type = String(Substring(text[..<slash]))
        let isKnown = types.contains { type.hasPrefix($0) } || type.lowercased().hasPrefix("x-")
        return isKnown && type.utf8.allSatisfy(isToken) && text[text.index(after: slash)...].allSatisfy(isToken)
    }

    private static func isParameter(_ text: Text) -> Bool {
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex else { return false }
        let value = text[text.index(after: equals)...]
        guard text[..<equals].allSatisfy(isToken), let first = value.first else { return false }
        if first == UInt8(ascii: "\"") {
            return value.count >= 2 && value.last == first && value.allSatisfy { $0 < 0x80 }
        }
        return value.allSatisfy(isToken)
    }

    private static let types = ["text", "image", "audio", "video", "application", "message", "multipart"]

    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }
}
