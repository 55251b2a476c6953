import Documents
import Ignition
import Profiles
import Provisioning

/// From an input file to user data: what `render` prints and `validate` tries.
struct Rendering {
    /// One role's user data.
    struct Result {
        let profile: String
        let role: String?
        let userData: UserData
    }

    let input: InputFile
    let options: FileOptions
    let files: NarratedFiles
    var renderer = HostRenderer.Options()
    var overrides: [ProfileOverride] = []

    /// The user data of a profile's role.
    /// - Parameter role: nil for a profile without roles.
    func profile(role: String?, into diagnostics: inout Diagnostics) -> Result? {
        resolver(into: &diagnostics).flatMap { render(role, of: $0, into: &diagnostics) }
    }

    /// The user data of all roles.
    func everyRole(into diagnostics: inout Diagnostics) -> [Result] {
        guard let resolver = resolver(into: &diagnostics) else { return [] }
        return resolver.roles.compactMap { render($0, of: resolver, into: &diagnostics) }
    }

    private func resolver(into diagnostics: inout Diagnostics) -> ProfileResolver? {
        var loader = ProfileLoader(files: files)
        return loader.load(input.document, into: &diagnostics).map { ProfileResolver($0, overrides: overrides) }
    }

    private func render(
        _ role: String?, of resolver: ProfileResolver, into diagnostics: inout Diagnostics
    ) -> Result? {
        let renderer = HostRenderer(files: files, library: options.library(files), options: renderer)
        guard let host = resolver.host(role: role, into: &diagnostics) else {
            var known = Diagnostics()
            if let profile = resolver.composed(role: role, into: &known) {
                renderer.checkOwnWords(of: profile, into: &diagnostics)
            }
            return nil
        }
        return renderer.render(host, into: &diagnostics).map {
            Result(profile: host.name, role: role, userData: $0)
        }
    }

    /// The Ignition configuration of a Butane file.
    func butane(into diagnostics: inout Diagnostics) -> Node? {
        let local = options.filesDirectory.map(LocalFiles.directory) ?? .none
        return ButaneTranslator(files: files, local: local).translate(input.document, into: &diagnostics)
    }
}
