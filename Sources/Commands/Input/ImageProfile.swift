import Documents
import Profiles

/// A profile as an image is made of it: no role changes anything of an image.
enum ImageProfile {
    /// - Parameters:
    ///   - verb: who asks, for messages.
    ///   - warnings: what is wrong with the profile, but no reason to stop.
    /// - Throws: an exit code, when the errors have been shown.
    static func read(
        _ profile: String, verb: String, _ output: OutputOptions, into warnings: inout Diagnostics
    ) throws -> HostProfile {
        let report = Report(options: output)
        let files = NarratedFiles(output)
        let input = InputFile(profile, files, into: &warnings)
        if let input, input.kind != .profile {
            throw report.failure(
                .unknownKind, "`\(verb)` takes a profile; `\(profile)` is \(input.kind.phrase)",
                ExitStatus.invalidInput)
        }
        var loader = ProfileLoader(files: files)
        let document = input.flatMap { loader.load($0.document, into: &warnings) }
        let resolver = document.map { ProfileResolver($0) }
        let host = resolver.flatMap { $0.host(role: $0.roles.first ?? nil, into: &warnings) }
        guard let host, !warnings.hasErrors else {
            report.show(warnings)
            throw report.status(of: warnings)
        }
        return host
    }
}
