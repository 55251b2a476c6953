/// A unit that only one of two images enables, or that other units start.
package struct UnitChange: Sendable, Equatable {
    /// The raw values are printed and stable.
    package enum Kind: String, Sendable, CaseIterable {
        case enabled
        case disabled
        case changed
    }

    package let kind: Kind
    package let name: String
    /// What started it, and what starts it now; empty for nothing.
    package let from: [String]
    package let to: [String]

    /// Sorted by name.
    static func all(from: [EnabledUnit], to: [EnabledUnit]) -> [UnitChange] {
        let before = Dictionary(from.map { ($0.name, $0.by) }) { $0 + $1 }
        let after = Dictionary(to.map { ($0.name, $0.by) }) { $0 + $1 }
        return Set(before.keys).union(after.keys).sorted().compactMap { name in
            let kind: Kind =
                switch (before[name], after[name]) {
                case (nil, _): .enabled
                case (_, nil): .disabled
                default: .changed
                }
            guard before[name] != after[name] else { return nil }
            return UnitChange(kind: kind, name: name, from: before[name] ?? [], to: after[name] ?? [])
        }
    }
}
