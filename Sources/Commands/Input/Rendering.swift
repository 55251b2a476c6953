import Documents
import Ignition
import Profiles
import Provisioning

/// From an input file to user data: what `render` prints and `validate` tries.
struct Rendering {
    /// The user data of one role or of one Butane file.
    struct Result {
        /// nil for a Butane file.
        let profile: String?
        let role: String?
        /// The operating system; nil for a Butane file.
        let system: String?
        /// What a file with it is called, without ending.
        let stem: String
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
            if let draft = resolver.draft(role: role) { renderer.check(draft, into: &diagnostics) }
            return nil
        }
        return renderer.render(host, into: &diagnostics).map {
            Result(
                profile: host.name, role: role, system: host.target.os.rawValue,
                stem: [host.name, role].compactMap(\.self).joined(separator: "-"),
                userData: $0)
        }
    }

    /// The Ignition configuration of a Butane file.
    func butane(into diagnostics: inout Diagnostics) -> Result? {
        let local = options.filesDirectory.map(LocalFiles.directory) ?? .none
        guard let config = ButaneTranslator(files: files, local: local).translate(input.document, into: &diagnostics)
        else { return nil }
        let base = input.name.split(separator: "/").last.map(String.init) ?? ""
        let stem = base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
        return Result(profile: nil, role: nil, system: nil, stem: stem, userData: UserData(ignition: config))
    }
}
