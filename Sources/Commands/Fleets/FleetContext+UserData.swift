import ArgumentParser
import Documents
import Fleet
import Provisioning

extension FleetContext {
    /// The user data that every host of the fleet gets: its profile, rendered for its role.
    /// - Throws: an exit code, when what is wrong with the profile has been shown.
    func userData() throws -> UserData { try withProfile { $0.render(into: &$1) } }

    /// What `body` makes of the fleet's profile.
    /// - Throws: an exit code, when what is wrong with the profile has been shown.
    func withProfile<Value>(_ body: (FleetProfile, inout Diagnostics) -> Value?) throws -> Value {
        var diagnostics = Diagnostics()
        let profile = FleetProfile(
            file, try FileOptions.parse([]), NarratedFiles(report.options), into: &diagnostics)
        let value = profile.flatMap { body($0, &diagnostics) }
        report.show(diagnostics)
        guard let value, !diagnostics.hasErrors else { throw report.status(of: diagnostics) }
        return value
    }
}
