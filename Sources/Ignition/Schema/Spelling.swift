/// In whose words a message names fields: those that the user wrote.
package enum Spelling: Sendable {
    case ignition, butane

    /// `name`, given in Ignition's words.
    func callAsFunction(_ name: String) -> String { self == .ignition ? name : Words.snake(name) }
}
