import ArgumentParser
import Documents

/// `basalt init`.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a profile, a fleet file and a CI workflow to start from.",
        usage: "basalt init [<dir>] [<options>]",
        discussion: "Nothing that exists is overwritten. What is written validates as it is.")

    @Argument(help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory)
    var folder = "."

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() throws {
        let report = Report(options: output)
        let targets = Scaffold.files.map { (path: join(folder, $0.path), text: $0.text) }
        let existing = targets.map(\.path).filter { path in
            do throws(FileProblem) {
                _ = try DiskFiles().read(path, limit: 1 << 20)
                return true
            } catch {
                return error.kind != .missing && error.kind != .notFolder
            }
        }
        guard existing.isEmpty else {
            throw report.failure(
                .alreadyThere, "nothing is overwritten, and these are there: \(existing.joined(separator: ", "))",
                remedy: "name another folder, or remove them", ExitStatus.refused)
        }
        do throws(AtomicFile.Failure) {
            for target in targets {
                try AtomicFile.makeFolder(Documents.folder(of: target.path))
                try AtomicFile.write(Array(target.text.utf8), to: target.path, replaces: false)
            }
        } catch {
            throw report.failure(error)
        }
        switch output.format {
        case .json:
            let files = targets.map { JSON.text($0.path) }
            try report.result(
                json: JSON.mapping([
                    ("version", JSON.number(1)), ("written", JSON.list(files)),
                ]))
        case .table:
            for target in targets { report.note("wrote \(target.path)") }
            report.note(
                "next: basalt validate \(join(folder, "profiles/web.yaml")) && basalt render \(join(folder, "profiles/web.yaml"))"
            )
        }
    }
}

/// What `init` writes.
enum Scaffold {
    static let files = [
        (path: "profiles/web.yaml", text: profile), (path: "fleets/web.yaml", text: fleet),
        (path: ".github/workflows/hosts.yml", text: workflow),
    ]

    private static let profile = """
        # A container host. `basalt explain` documents every field, `basalt why` shows where a value comes from.
        apiVersion: basalt/v1
        kind: Profile
        metadata:
          name: web
          description: Container hosts of the web tier.
        # A shipped profile: Debian 13, Docker, /var/lib/docker on the EBS volume attached as /dev/sdf.
        extends: [docker-host]
        docker:
          daemon:
            log-driver: local
        sysctl:
          net.core.somaxconn: 4096
        include:
          - template: node-exporter
            with: {port: 9100}

        """

    private static let fleet = """
        # A fleet, rehearsed on simulated hosts: `basalt replace fleets/web.yaml`. `basalt explain --kind fleet` documents every
        # field.
        apiVersion: basalt/v1
        kind: Fleet
        metadata: {name: web}
        image: web@1.1.0
        profile: {file: ../profiles/web.yaml}
        provider:
          simulator: {count: 6, image: web@1.0.0}
        workload:
          swarm: {manager: "tcp://swarm.internal:2376"}
        gates:
          - workload_joined: {within: 5m}
          - http: {port: 8080, path: /}
        strategy:
          surge: {max: 2}
          canary: {hosts: 1, bake: 10m}
          waves: [50%, 100%]

        """

    private static let workflow = """
        name: hosts
        on: [push, pull_request]
        jobs:
          validate:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              # Put the basalt binary on PATH first.
              - run: basalt validate --strict profiles/*.yaml fleets/*.yaml

        """
}
