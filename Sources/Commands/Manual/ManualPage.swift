import ArgumentParser
import Documents

/// The manual page of a verb, or of `basalt` itself: what its help says, as man(7) wants it.
struct ManualPage {
    let name: String
    let text: String

    /// The page of a verb.
    init(_ verb: any ParsableCommand.Type) {
        let configuration = verb.configuration
        let verbName = configuration.commandName ?? verb._commandName
        name = "basalt-\(verbName)"
        let arguments = ManualArgument.all(of: verb)
        let (description, exitCodes) = Self.parts(configuration.discussion)
        var text = Self.head(name, configuration.abstract)
        text += ".SH SYNOPSIS\n" + Self.synopsis(configuration.usage ?? "basalt \(verbName) [<options>]")
        if !description.isEmpty { text += ".SH DESCRIPTION\n" + ManualText.paragraphs(description) }
        text += ManualArgument.sections(arguments)
        text += exitCodes.map { ".SH EXIT STATUS\n" + ManualText.inline($0) + "\n" } ?? ""
        self.text = text + ".SH SEE ALSO\n.BR basalt (1)\n"
    }

    /// The page of the whole.
    init() {
        name = "basalt"
        let configuration = BasaltCommand.configuration
        let (description, exitCodes) = Self.parts(configuration.discussion)
        var text = Self.head(name, configuration.abstract)
        text += ".SH SYNOPSIS\n" + Self.synopsis("basalt <verb> [<options>]")
        text += ".SH DESCRIPTION\n" + ManualText.paragraphs(description)
        for group in configuration.groupedSubcommands {
            text += ".SH \(group.name.uppercased()) VERBS\n"
            for verb in group.subcommands where verb.configuration.shouldDisplay {
                text += ".TP\n.BR \(ManualText.plain("basalt-\(verb._commandName)")) (1)\n"
                text += ManualText.inline(verb.configuration.abstract) + "\n"
            }
        }
        text += ".SH ENVIRONMENT\n"
        for (variable, meaning) in Self.environment {
            text += ".TP\n.B \(ManualText.plain(variable))\n" + ManualText.inline(meaning) + "\n"
        }
        self.text = text + (exitCodes.map { ".SH EXIT STATUS\n" + ManualText.inline($0) + "\n" } ?? "")
    }

    /// All pages, that of the whole first.
    static var all: [ManualPage] {
        let verbs = BasaltCommand.configuration.groupedSubcommands.flatMap(\.subcommands)
        return [ManualPage()] + verbs.filter { $0.configuration.shouldDisplay }.map { ManualPage($0) }
    }

    private static func head(_ name: String, _ abstract: String) -> String {
        ".\\\" Made by `basalt manual`.\n"
            + ".TH \(ManualText.plain(name.uppercased())) 1 \"\" \"basalt \(BasaltCommand.version)\" \"Basalt\"\n"
            + ".SH NAME\n\(ManualText.plain(name)) \\- \(ManualText.inline(abstract))\n"
    }

    private static func synopsis(_ usage: String) -> String {
        ".nf\n" + usage.split(separator: "\n").map { ManualText.inline(String($0)) + "\n" }.joined() + ".fi\n"
    }

    /// A discussion without its exit codes, and these.
    private static func parts(_ discussion: String) -> (description: String, exitCodes: String?) {
        let paragraphs = discussion.split(separator: "\n\n").map(String.init)
        let mark = "Exit codes: "
        let codes = paragraphs.first { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
        return (paragraphs.filter { !$0.hasPrefix(mark) }.joined(separator: "\n\n"), codes)
    }

    private static let environment = [
        ("BASALT_STORE", "The folder of images; `~/.local/share/basalt/images` by default."),
        ("BASALT_CACHE", "What can be made again; `~/.cache/basalt` by default."),
        ("BASALT_STATE", "Journals and locks of runs; `~/.local/state/basalt` by default."),
        ("BASALT_TEMPLATES", "Folders of a team's own templates, with `:` between them."),
        ("BASALT_IDENTITY", "Who approves, requests and locks; `USER@COMPUTER` by default."),
        ("NO_COLOR", "Set to anything, it turns colours off."),
        ("COLUMNS", "The width of texts where there is no terminal."),
        ("AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL", "And the other variables of AWS's SDKs, and their files."),
        ("DOCKER_TLS_VERIFY, DOCKER_CERT_PATH", "How a swarm's engines are reached, as for docker(1)."),
        ("http_proxy, https_proxy, no_proxy, SSL_CERT_FILE", "How the network is reached."),
    ]
}
