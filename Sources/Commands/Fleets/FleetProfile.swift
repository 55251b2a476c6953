import Documents
import Fleet
import Provisioning

/// The profile that a fleet file names.
struct FleetProfile {
    private var rendering: Rendering
    private let role: String?

    /// nil when the file cannot be read or is no profile (errors have been added then).
    init?(_ fleet: FleetFile, _ options: FileOptions, _ files: NarratedFiles, into diagnostics: inout Diagnostics) {
        guard let reference = fleet.profile, let node = fleet.root["profile"]?["file"] else { return nil }
        let path = join(fleet.root.origin.file.directory ?? "", reference.file)
        var problems = Diagnostics()
        let input = InputFile(path, files, into: &problems)
        // What cannot be read has no line of its own: the line that names it has.
        for problem in problems.all where problem.origin == nil {
            diagnostics.error(
                problem.code, problem.message, at: NodePath([.key("profile"), .key("file")]), origin: node.origin,
                remedy: "paths count from the fleet file's folder")
        }
        var rest = Diagnostics()
        for problem in problems.all where problem.origin != nil { rest.add(problem) }
        diagnostics.add(rest)
        guard let input else { return nil }
        guard input.kind == .profile else {
            diagnostics.error(
                .unknownKind, "`\(path)` is \(input.kind.phrase), not a profile",
                at: NodePath([.key("profile"), .key("file")]), origin: node.origin)
            return nil
        }
        rendering = Rendering(input: input, options: options, files: files)
        role = reference.role
    }

    /// The EBS volumes that the fleet's hosts expect, by the devices that they are attached as.
    var devices: [String] { rendering.devices(role: role) }

    /// Settings of the fleet's instances that are not user data.
    var instance: Node? { rendering.instance(role: role) }

    /// An Ignition configuration of any size, for machines that no service limits.
    func renderWhole(into diagnostics: inout Diagnostics) -> UserData? {
        var copy = self
        copy.rendering.renderer.format = .ignition
        copy.rendering.renderer.ignoresLimit = true
        return copy.render(into: &diagnostics)
    }

    /// The user data of the fleet's hosts; nil when something is wrong (errors have been added then).
    func render(into diagnostics: inout Diagnostics) -> UserData? {
        rendering.profile(role: role, into: &diagnostics)?.userData
    }
}
