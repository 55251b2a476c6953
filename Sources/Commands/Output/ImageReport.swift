import ArgumentParser
import Documents
import Images

/// What verbs that read images say.
extension Report {
    func open(_ image: String) throws -> ImageReader {
        do throws(ImageError) { return try ImageReader.open(image) } catch { throw failure(error) }
    }

    func failure(_ error: ImageError) -> ExitCode {
        failure(error.code.diagnostic, error.message, remedy: error.remedy, error.code.status)
    }
}

extension ImageError.Code {
    var diagnostic: DiagnosticCode {
        switch self {
        case .missing: .fileMissing
        case .unreadable: .fileUnreadable
        case .denied, .writeDenied: .permissionDenied
        case .invalid: .invalidImage
        case .limit: .imageLimit
        case .noSuchPath: .noSuchPath
        case .notFile: .notFile
        case .occupied: .alreadyThere
        case .cannotWrite: .cannotWrite
        case .interrupted: .interrupted
        }
    }

    var status: ExitCode {
        switch self {
        case .missing, .invalid, .limit, .noSuchPath, .notFile: ExitStatus.invalidInput
        case .unreadable, .cannotWrite: ExitStatus.failed
        case .denied, .writeDenied: ExitStatus.noPermission
        case .occupied: ExitStatus.refused
        case .interrupted: ExitStatus.interrupted
        }
    }
}
