/// One request that a guest sent: a line, headers, a body of known length.
///
/// Source: RFC 9112, sections 3 to 6, without transfer codings: no host's script sends them.
struct MetadataRequest: Equatable {
    let method: String
    let path: String
    /// Names in lower case.
    let headers: [String: String]
    let body: String

    enum Problem: Error {
        /// It is not HTTP, or too large.
        case malformed
    }

    static let headLimit = 16 << 10
    static let bodyLimit = 64 << 10

    /// Takes the first request off `bytes`; nil while it is incomplete.
    static func take(from bytes: inout [UInt8]) throws(Problem) -> MetadataRequest? {
        guard let end = headEnd(bytes) else {
            guard bytes.count <= headLimit else { throw .malformed }
            return nil
        }
        guard end <= headLimit, let head = String(validating: bytes[..<end], as: UTF8.self) else { throw .malformed }
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/") else { throw .malformed }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { throw .malformed }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        guard headers["transfer-encoding"] == nil else { throw .malformed }
        guard let length = Int(headers["content-length"] ?? "0"), (0...bodyLimit).contains(length) else {
            throw .malformed
        }
        let bodyStart = end + 4
        guard bytes.count >= bodyStart + length else { return nil }
        guard let body = String(validating: bytes[bodyStart..<(bodyStart + length)], as: UTF8.self) else {
            throw .malformed
        }
        bytes.removeFirst(bodyStart + length)
        return MetadataRequest(method: String(words[0]), path: String(words[1]), headers: headers, body: body)
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        guard bytes.count >= mark.count else { return nil }
        return (0...(min(bytes.count, headLimit + mark.count) - mark.count)).first {
            bytes[$0..<($0 + mark.count)].elementsEqual(mark)
        }
    }
}
