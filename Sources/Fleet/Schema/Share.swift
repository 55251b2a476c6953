import Documents

/// A number of hosts, or a percentage of the fleet.
package enum Share: Sendable, Hashable {
    case hosts(Int)
    case percent(Int)

    /// nil where the node is neither.
    init?(_ node: Node?) {
        if let number = node?.integer {
            self = .hosts(number)
        } else if let text = node?.string, let percent = Share.percent(text) {
            self = .percent(percent)
        } else {
            return nil
        }
    }

    static func percent(_ text: String) -> Int? { text.hasSuffix("%") ? Int(text.dropLast()) : nil }

    /// Of `count` hosts, rounded up: what surge and waves take.
    package func roundedUp(of count: Int) -> Int {
        switch self {
        case .hosts(let number): number
        case .percent(let percent): (count * percent + 99) / 100
        }
    }

    /// Of `count` hosts, rounded down: what may be missing or fail.
    package func roundedDown(of count: Int) -> Int {
        switch self {
        case .hosts(let number): number
        case .percent(let percent): count * percent / 100
        }
    }
}
