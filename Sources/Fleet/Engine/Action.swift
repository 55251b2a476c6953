/// One thing to do. Everything that is recorded is recorded before the first change is made.
package enum Action: Sendable, Hashable {
    /// A line of the journal; its number and fence are the runner's to fill in.
    case record(Event)
    case launch(LaunchRequest, slots: [Int])
    /// - Parameter slot: nil for a host that belongs to no slot.
    case terminate(slot: Int?, id: String)
    case change(slot: Int, HostChange, id: String)
    /// Reads the console of a failed host and keeps it.
    case console(slot: Int, id: String)
    case isolate(slot: Int, id: String)
    case carry(slot: Int, CarryStep, item: String, id: String)
}
