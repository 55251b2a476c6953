public import ArgumentParser

/// The `basalt` command.
public struct BasaltCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(commandName: "basalt")
    public init() {}
}
