import Documents

/// One item of a container's `ports`: `[ADDRESS:]HOST[-HOST]:CONTAINER[-CONTAINER][/PROTOCOL]`.
struct PublishedPort: Sendable {
    let origin: Origin
    let path: NodePath
    let host: ClosedRange<Int>
    private let address: String
    private let networkProtocol: String
    /// Whether the engine takes any one free port of `host`: many ports for one of the container's.
    private let isChoice: Bool

    /// nil where the text has another form.
    init?(_ node: Node, _ path: NodePath) {
        guard let text = node.string else { return nil }
        let sides = text.split(separator: "/")
        guard (1...2).contains(sides.count) else { return nil }
        let parts = sides[0].split(separator: ":")
        guard (2...3).contains(parts.count), let host = Self.range(parts[parts.count - 2]),
            let inside = Self.range(parts[parts.count - 1])
        else { return nil }
        self.origin = node.origin
        self.path = path
        self.host = host
        address = parts.count == 3 ? String(parts[0]) : Self.anyAddress
        networkProtocol = sides.count == 2 ? String(sides[1]) : "tcp"
        isChoice = inside.count == 1 && host.count > 1
    }

    /// Whether the engine cannot give both what they ask for.
    func overlaps(_ other: Self) -> Bool {
        networkProtocol == other.networkProtocol && host.overlaps(other.host) && !isChoice && !other.isChoice
            && (address == other.address || [address, other.address].contains(Self.anyAddress))
    }

    private static let anyAddress = "0.0.0.0"

    private static func range(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return nil }
        return first...last
    }
}
