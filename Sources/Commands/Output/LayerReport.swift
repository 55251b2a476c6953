import ArgumentParser
import Documents
import Layers

/// What is wrong with layers and packages.
extension Report {
    /// Says all of it.
    /// - Returns: the exit code, to be thrown: 69 or 77 where nothing but tools, the network or rights are missing.
    func failure(_ errors: LayerErrors) -> ExitCode {
        var diagnostics = Diagnostics()
        for error in errors.all {
            let place = error.entry.map { "\(error.source): `\($0)`" } ?? error.source
            diagnostics.error(
                Self.code(error.code), "\(place): \(error.reason) [\(error.code)]", origin: nil, remedy: error.remedy)
        }
        show(diagnostics)
        let codes = Set(errors.all.map { Self.status($0.code) })
        return codes.count == 1 ? codes.first ?? ExitStatus.invalidInput : ExitStatus.invalidInput
    }

    private static func code(_ code: LayerErrorCode) -> DiagnosticCode {
        switch code {
        case .missingTool: .missingTool
        case .missingPrivilege: .permissionDenied
        case .download, .offline: .unreachable
        case .packageGone, .noSuchPackage, .unsatisfiable, .badSignature, .staleArchive, .notLocked, .toolFailed,
            .store:
            .invalidPackages
        default: .invalidLayer
        }
    }

    private static func status(_ code: LayerErrorCode) -> ExitCode {
        switch code {
        case .missingTool, .download, .offline: ExitStatus.unavailable
        case .missingPrivilege: ExitStatus.noPermission
        case .toolFailed, .store: ExitStatus.failed
        default: ExitStatus.invalidInput
        }
    }
}
