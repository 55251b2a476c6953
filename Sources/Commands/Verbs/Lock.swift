import ArgumentParser
import Debian
import Documents
import Glibc
import Layers
import Profiles
import Values

/// `basalt lock`.
struct Lock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write down the exact Debian packages of a profile.",
        usage: "basalt lock <profile> [--update [<package>]] [--check] [<options>]",
        discussion: """
            The lock file holds name, version, architecture, size and SHA-256 of every package of the `debian:` and \
            `debs:` layers. What it locks stays until --update; what a profile newly asks for is added. The files \
            are kept in the package store, so that a build works when the archive has moved on.

            Exit codes: 0 done or nothing to do, 2 --check found a difference.
            """)

    @Argument(help: ArgumentHelp("A profile.", valueName: "profile"), completion: .yaml)
    var profile: String

    @Option(
        defaultAsFlag: "",
        help: ArgumentHelp("Take the newest versions: of all packages, or of this one.", valueName: "package"))
    var update: String?

    @Flag(help: "Write nothing; say what would change.")
    var check = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        var warnings = Diagnostics()
        let requests = try requests(into: &warnings)
        // One JSON document tells all: the warnings wait for what may follow them.
        let isHeld = output.format == .json
        if !isHeld { Report(options: output).show(warnings) }
        let report = Report(options: output, holding: isHeld ? warnings : Diagnostics())
        let changes = try await changes(requests, report)
        try report.show(changes)
        if isHeld { report.show(warnings) }
        if check, changes.contains(where: \.isChange) { throw ExitStatus.difference }
    }

    private func changes(_ requests: PackageRequests, _ report: Report) async throws -> [LockChange] {
        do {
            return try await PackageStore.withNetwork(isOffline: false) { network in
                try await PackageLocking(
                    store: PackageStore.store, network: network, update: parsedUpdate, isTrial: check, report: report
                ).lock(requests)
            }
        } catch let errors as LayerErrors {
            throw report.failure(errors)
        } catch let error as LayerError {
            throw report.failure(LayerErrors(error))
        } catch let failure as AtomicFile.Failure {
            throw report.failure(failure)
        }
    }

    private var parsedUpdate: PackageLocker.Update {
        switch update {
        case nil: .nothing
        case "": .everything
        case let name?: .packages(name.split(separator: ",").map(String.init))
        }
    }

    /// - Parameter warnings: what is wrong with the profile, but no reason to stop.
    private func requests(into warnings: inout Diagnostics) throws -> PackageRequests {
        let host = try ImageProfile.read(profile, verb: "lock", output, into: &warnings)
        return PackageRequests(host.root, name: profile)
    }
}
