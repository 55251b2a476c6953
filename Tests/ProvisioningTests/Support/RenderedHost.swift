import Documents
import Ignition
import Profiles
import Provisioning
import TestSupport
import Values
import Testing

/// One shipped profile with one of its roles.
struct ShippedHost: Sendable, CustomTestStringConvertible {
    let profile: String
    let role: String?

    var name: String { role.map { "\(profile)-\($0)" } ?? profile }
    var testDescription: String { name }

    /// Every profile in every role.
    static let all: [ShippedHost] = Shipped.profileNames.flatMap { name -> [ShippedHost] in
        let roles = roles(of: name)
        return roles.isEmpty
            ? [ShippedHost(profile: name, role: nil)] : roles.map { ShippedHost(profile: name, role: $0) }
    }

    /// Those whose hosts run Ignition.
    static let ignition = all.filter { $0.profile != "cloud-init" }

    private static func roles(of name: String) -> [String] {
        var loader = ProfileLoader(files: MemoryFiles([:]))
        var diagnostics = Diagnostics()
        let composed = Shipped.profile(name).flatMap { loader.load($0, into: &diagnostics) }
        return composed.map(HostProfile.roles) ?? []
    }

    func render(as format: UserDataFormat? = nil) throws -> UserData {
        guard let file = Shipped.profile(profile) else { throw Unreadable(description: "no profile \(profile)") }
        return try rendering(file, role: role, as: format).required()
    }
}

/// What came of a profile.
struct Rendering: Sendable {
    let userData: UserData?
    let diagnostics: Diagnostics

    /// The user data, or everything that went wrong.
    func required() throws -> UserData {
        guard let userData else { throw Unreadable(description: rendered(diagnostics)) }
        return userData
    }

    var errors: [Diagnostic] { diagnostics.sorted().filter { $0.severity == .error } }
    /// The errors in short: `line code: message`.
    var problems: [String] { errors.map { "\($0.origin?.line ?? 0) \($0.code): \($0.message)" } }
}

/// Loads, resolves and renders a profile, with the files beside it.
func rendering(
    _ file: SourceFile, role: String? = nil, as format: UserDataFormat? = nil, files: MemoryFiles = MemoryFiles([:]),
    folders: [String] = [], specification: Version? = nil
) -> Rendering {
    var diagnostics = Diagnostics()
    var loader = ProfileLoader(files: files)
    var options = HostRenderer.Options()
    options.format = format
    options.specification = specification
    guard let composed = loader.load(file, into: &diagnostics),
        let host = ProfileResolver(composed).host(role: role, into: &diagnostics)
    else { return Rendering(userData: nil, diagnostics: diagnostics) }
    let renderer = HostRenderer(
        files: files, library: TemplateLibrary(files: files, folders: folders), options: options)
    let userData = renderer.render(host, into: &diagnostics)
    return Rendering(userData: userData, diagnostics: diagnostics)
}

/// The same for a text.
func rendering(
    _ text: String, role: String? = nil, as format: UserDataFormat? = nil, files: MemoryFiles = MemoryFiles([:]),
    folders: [String] = [], specification: Version? = nil
) -> Rendering {
    let file = SourceFile(name: "host.yaml", directory: "", text: text)
    return rendering(file, role: role, as: format, files: files, folders: folders, specification: specification)
}

/// A profile with the required fields, four lines, and then `body`.
func profile(_ body: String, os: String = "flatcar", platform: String = "aws") -> String {
    "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: test}\ntarget: {os: \(os), platform: \(platform)}\n" + body
}
