import ArgumentParser
import Documents
import Publishing

/// `basalt iam`.
struct IAMVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iam",
        abstract: "Print the least IAM policy that a verb needs.",
        usage: "basalt iam <verb> [--account <account>] [--regions <region>,...]\n    [<options>]",
        discussion: """
            The policy holds the operations that the verb calls, and no others. Where AWS allows it they are limited to \
            the account, the regions, the keys and Basalt's parameters; what cannot be brought back, to what has \
            Basalt's tags. `verify` is what verify --published needs; `status` and `replace` are for fleets of EC2 \
            instances, their journals in S3 included.
            """)

    @Argument(help: ArgumentHelp("A verb that calls AWS.", valueName: "verb"))
    var verb: Permission.Verb

    @Option(help: ArgumentHelp("The account that owns the parameters; any by default.", valueName: "account"))
    var account = "*"

    @Option(help: ArgumentHelp("Regions, all of one partition; all of AWS by default.", valueName: "region,..."))
    var regions = ""

    @Option(help: ArgumentHelp("A key that images are encrypted with.", valueName: "arn"))
    var kmsKey: [String] = []

    @Option(
        help: ArgumentHelp(
            "The store on S3 of push and pull, or the place of journals; any by default.", valueName: "address"))
    var bucket: RemotePlace?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        let isNumber = account.utf8.count == 12 && account.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard account == "*" || isNumber else { throw ValidationError("`\(account)` is no account: twelve digits.") }
    }

    func run() throws {
        let places = regions.split(separator: ",").map(String.init)
        try Report(options: output).result(
            json: PermissionPolicy(verb, account: account, regions: places, keys: kmsKey, place: bucket).node)
    }
}

extension Permission.Verb: ExpressibleByArgument {}
