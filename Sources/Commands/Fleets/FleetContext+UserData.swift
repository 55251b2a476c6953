import Documents
import Fleet
import Profiles
import Provisioning

extension FleetContext {
    /// The user data that every host of the fleet gets: its profile, rendered for its role.
    /// - Throws: an exit code, when what is wrong with the profile has been shown.
    func userData() throws -> UserData {
        guard let reference = file.profile else {
            throw report.failure(
                .missingValue, "the fleet `\(file.name)` names no profile", remedy: "add `profile: {file: …}`",
                ExitStatus.invalidInput)
        }
        let path = join(file.root.origin.file.directory ?? "", reference.file)
        let files = NarratedFiles(report.options)
        var diagnostics = Diagnostics()
        guard let input = InputFile(path, files, into: &diagnostics) else {
            report.show(diagnostics)
            throw report.status(of: diagnostics)
        }
        guard input.kind == .profile else {
            throw report.failure(
                .unknownKind, "`profile.file` names `\(path)`, which is \(input.kind.phrase)", ExitStatus.invalidInput)
        }
        let rendering = Rendering(input: input, options: try FileOptions.parse([]), files: files)
        let rendered = rendering.profile(role: reference.role, into: &diagnostics)
        report.show(diagnostics)
        guard let rendered, !diagnostics.hasErrors else { throw report.status(of: diagnostics) }
        return rendered.userData
    }
}
