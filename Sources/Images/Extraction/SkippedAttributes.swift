/// What an extraction left out, because this process or this file system may not or cannot have it.
package struct SkippedAttributes: Equatable, Sendable {
    /// Files whose owner or group is another one.
    package var owners = 0
    /// Files that lost set-user-ID or set-group-ID, as their owner is another one.
    package var setIDs = 0
    /// Device nodes that were not made.
    package var devices = 0
    /// Extended attributes.
    package var attributes = 0

    package init() {}

    package var isEmpty: Bool { self == SkippedAttributes() }
}
