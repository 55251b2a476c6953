import ArgumentParser
import Documents
import Fleet
import Provisioning

extension FleetContext {
    /// The user data that every host of the fleet gets: its profile, rendered for its role.
    /// - Throws: an exit code, when what is wrong with the profile has been shown.
    func userData() throws -> UserData {
        var diagnostics = Diagnostics()
        let profile = FleetProfile(
            file, try FileOptions.parse([]), NarratedFiles(report.options), into: &diagnostics)
        let data = profile?.render(into: &diagnostics)
        report.show(diagnostics)
        guard let data, !diagnostics.hasErrors else { throw report.status(of: diagnostics) }
        return data
    }
}
