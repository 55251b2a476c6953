import Values

/// One thing that is wrong with a layer, an image or a host policy: where, what, why, and what to do about it.
package struct LayerError: Error, Equatable, CustomStringConvertible {
    package let code: LayerErrorCode
    /// The layer, image or file, as the user knows it.
    package let source: String
    /// The path inside it, printable; nil where the whole of it is meant.
    package let entry: String?
    /// A clause: "its name holds `..`".
    package let reason: String
    /// What the user can do, in the imperative.
    package let remedy: String

    package init(_ code: LayerErrorCode, _ source: String, entry: [UInt8]? = nil, _ reason: String, remedy: String) {
        self.code = code
        self.source = source
        self.entry = entry.map(printable)
        self.reason = reason
        self.remedy = remedy
    }

    package var description: String {
        let place = entry.map { "\(source): `\($0)`" } ?? source
        return "\(place): \(reason); \(remedy) [\(code)]"
    }
}

/// All that is wrong, in the order in which it was found. Never empty.
package struct LayerErrors: Error, Equatable, CustomStringConvertible {
    package let all: [LayerError]

    /// nil where nothing is wrong.
    package init?(_ all: [LayerError]) {
        guard !all.isEmpty else { return nil }
        self.all = all
    }

    package init(_ error: LayerError) { all = [error] }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}

/// Problems that are gathered while work goes on. After the last that is kept, the rest is only counted.
struct Problems {
    private(set) var all: [LayerError] = []
    private static let most = 50

    var isFull: Bool { all.count >= Self.most }

    mutating func add(_ error: LayerError) {
        if !isFull { all.append(error) }
    }

    func check() throws(LayerErrors) {
        if let errors = LayerErrors(all) { throw errors }
    }
}
