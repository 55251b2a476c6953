package import Values

/// The stable specifications of Ignition's configuration.
///
/// Source: Ignition's `docs/specs.md`.
package enum Specification {
    package static let v3_0 = Version(3, 0, 0)
    package static let v3_1 = Version(3, 1, 0)
    package static let v3_2 = Version(3, 2, 0)
    package static let v3_3 = Version(3, 3, 0)
    package static let v3_4 = Version(3, 4, 0)
    package static let v3_5 = Version(3, 5, 0)
    package static let v3_6 = Version(3, 6, 0)

    /// Oldest first.
    package static let all = [v3_0, v3_1, v3_2, v3_3, v3_4, v3_5, v3_6]
    package static let oldest = v3_0
    package static let newest = v3_6
}
