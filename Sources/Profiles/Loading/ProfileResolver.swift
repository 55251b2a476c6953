package import Documents
import Values

/// From a composed profile to the hosts it describes: role, `--set`, required fields, rules between fields.
package struct ProfileResolver {
    private let profile: Node
    private let overrides: [ProfileOverride]

    /// - Parameter profile: what `ProfileLoader` gave.
    package init(_ profile: Node, overrides: [ProfileOverride] = []) {
        self.profile = profile
        self.overrides = overrides
    }

    /// The host of `role`; nil when something is wrong (the errors have been added then).
    /// - Parameter role: nil only for a profile without roles.
    package func host(role: String?, into diagnostics: inout Diagnostics) -> HostProfile? {
        var problems = Diagnostics()
        defer { diagnostics.add(problems) }
        guard let composed = composed(role: role, into: &problems) else { return nil }
        var check = SchemaCheck()
        check.allowsNull = false
        check.requiresAll = true
        check.check(composed, .object(ProfileSchema.profile))
        problems.add(check.diagnostics)
        let host = HostProfile(root: composed, role: role)
        ProfileRules.check(host, into: &problems)
        return problems.hasErrors ? nil : host
    }

    /// The host of `role` with whatever is wrong in it, to look for further errors; nothing is reported.
    package func draft(role: String?) -> HostProfile? {
        var known = Diagnostics()
        return composed(role: role, into: &known).map { HostProfile(root: $0, role: role) }
    }

    /// The roles of the profile; nil alone for a profile without roles.
    package var roles: [String?] {
        let roles = HostProfile.roles(of: profile)
        return roles.isEmpty ? [nil] : roles
    }

    /// The document of one role, every value knowing what it replaced.
    package func composed(role: String?, into diagnostics: inout Diagnostics) -> Node? {
        guard var result = withRole(role, into: &diagnostics) else { return nil }
        for override in overrides { result = override.apply(to: result, into: &diagnostics) }
        return Composition.withoutNulls(result)
    }

    private func withRole(_ role: String?, into diagnostics: inout Diagnostics) -> Node? {
        let roles = HostProfile.roles(of: profile)
        var result = profile
        result["roles"] = nil
        guard let role else {
            guard roles.isEmpty else {
                diagnostics.error(
                    .unknownRole, "the profile has roles, and none was chosen", at: NodePath([.key("roles")]),
                    origin: profile["roles"]?.origin.firstLine,
                    remedy: "add --role with one of: \(roles.joined(separator: ", "))")
                return nil
            }
            return result
        }
        guard let over = profile["roles"]?[role] else {
            let near = nearestName(to: role, among: roles)
            diagnostics.error(
                .unknownRole, "the profile has no role `\(role)`", at: NodePath([.key("roles")]),
                origin: profile["roles"]?.origin.firstLine,
                remedy: near.map { "did you mean `\($0)`?" }
                    ?? (roles.isEmpty
                        ? "leave out --role: this profile has none" : "its roles are: \(roles.joined(separator: ", "))")
            )
            return nil
        }
        return over.isNull ? result : ProfileLayers.compose(result, over, ProfileSchema.role)
    }
}
