import ArgumentParser

/// `basalt completions`.
struct CompletionsVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print what makes a shell complete verbs, options, images and runs.",
        usage: "basalt completions <shell>",
        discussion: """
            `make install` puts it where shells look for it. By hand:

              source <(basalt completions bash)
              basalt completions zsh > ~/.zfunc/_basalt
              basalt completions fish > ~/.config/fish/completions/basalt.fish
            """)

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        fileprivate var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        try Report(options: output).result(BasaltCommand.completionScript(for: shell.kind) + "\n")
    }
}
