import Subprocess
import SystemPackage

/// Runs a `credential_process`.
///
/// Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
enum CredentialProgram {
    static func run(_ words: [String]) async throws(AWSError) -> Credentials {
        let name = words.first ?? ""
        let outcome: (status: TerminationStatus, output: String, errors: String)
        do {
            let result = try await Subprocess.run(
                name.contains("/") ? .path(.init(name)) : .name(name), arguments: Arguments(Array(words.dropFirst())),
                input: .none, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
            outcome = (result.terminationStatus, result.standardOutput, result.standardError)
        } catch {
            throw AWSError(.noCredentials, "the credential process `\(name)` cannot be run: \(error)")
        }
        guard outcome.status.isSuccess else {
            let reason = outcome.errors.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
            throw AWSError(.noCredentials, "the credential process `\(name)` failed\(reason)")
        }
        return try CredentialDocument.read(
            Array(outcome.output.utf8), tokenName: "SessionToken", wantsVersion: true,
            from: "the credential process `\(name)`")
    }
}
