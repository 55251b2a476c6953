import Machines

/// Finds out what a machine can do for each verb.
struct Doctor {
    let surroundings: DoctorSurroundings
    /// The store that the user named; nil for the usual one.
    var store: String?
    /// Whether AWS may be asked.
    var asksAWS = false

    func findings(_ area: Area) async -> [Finding] {
        switch area {
        case .machines: await machines()
        case .packages: await packages()
        case .clusters:
            [
                await program(
                    "ssh", question: "-V", remedy: "install it: Debian `openssh-client`, Fedora `openssh-clients`")
            ]
        case .aws: await aws()
        case .places: places()
        case .session: session()
        }
    }

    /// A program that must be there.
    func program(_ name: String, question: String = "--version", remedy: String) async -> Finding {
        guard let program = await surroundings.program(name, question) else {
            return .missing(name, "it is not installed", remedy: remedy)
        }
        return .ok(name, Self.words(program))
    }

    static func words(_ program: InstalledProgram) -> String {
        (program.version.map { "\($0), " } ?? "") + program.path
    }
}
