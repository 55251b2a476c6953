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
        withResolver(into: &diagnostics) { render(role, of: $0, into: &$1) } ?? nil
    }

    /// The user data of all roles.
    func everyRole(into diagnostics: inout Diagnostics) -> [Result] {
        withResolver(into: &diagnostics) { resolver, problems in
            resolver.roles.compactMap { render($0, of: resolver, into: &problems) }
        } ?? []
    }

    /// The EBS volumes that a role's host expects, by the devices that they are attached as; none where the profile is
    /// wrong, which rendering tells.
    func devices(role: String?) -> [String] {
        var problems = Diagnostics()
        let host = withResolver(into: &problems) { $0.host(role: role, into: &$1) } ?? nil
        return (host?.volumes ?? []).compactMap { volume in
            if case .ebsDevice(let device)? = volume.match { device } else { nil }
        }
    }

    /// A role's settings of the instance that are not user data; nil where there are none, or the profile is wrong.
    func instance(role: String?) -> Node? {
        var problems = Diagnostics()
        return (withResolver(into: &problems) { $0.host(role: role, into: &$1) } ?? nil)?.root["instance"]
    }

    /// What `body` makes of the profile; nil where it cannot be loaded.
    private func withResolver<Value>(
        into diagnostics: inout Diagnostics, _ body: (ProfileResolver, inout Diagnostics) -> Value
    ) -> Value? {
        var problems = Diagnostics()
        var loader = ProfileLoader(files: files)
        let value = loader.load(input.document, into: &problems).map {
            body(ProfileResolver($0, overrides: overrides), &problems)
        }
        diagnostics.add(loader.naming(problems))
        return value
    }

    private func render(
        _ role: String?, of resolver: ProfileResolver, into diagnostics: inout Diagnostics
    ) -> Result? {
        let library = options.library(files, into: &diagnostics)
        let renderer = HostRenderer(files: files, library: library, options: renderer)
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
