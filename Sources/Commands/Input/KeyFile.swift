import ArgumentParser
import Documents
import Glibc
import Images

/// Files of keys. Nothing of a private one is ever shown.
enum KeyFile {
    /// - Throws: an exit code; also where others may read the file.
    static func signingKey(_ path: String, _ report: Report) throws -> SigningKey {
        let bytes = try read(path, report)
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw report.failure(
                .exposedKey, "others may read the private key `\(path)`", remedy: "run `chmod 600 \(path)`",
                ExitStatus.noPermission)
        }
        do throws(KeyError) { return try SigningKey(pem: bytes) } catch {
            throw report.failure(error, of: "`\(path)`")
        }
    }

    static func publicKey(_ path: String, _ report: Report) throws -> VerificationKey {
        let bytes = try read(path, report)
        do throws(KeyError) { return try VerificationKey(pem: bytes) } catch {
            throw report.failure(error, of: "`\(path)`")
        }
    }

    private static func read(_ path: String, _ report: Report) throws -> [UInt8] {
        do throws(FileProblem) { return try DiskFiles().read(path, limit: 1 << 16) } catch {
            throw report.failure(
                error.code, "cannot read the key `\(path)`: \(error.reason)", remedy: "check the path",
                error.kind == .denied ? ExitStatus.noPermission : ExitStatus.invalidInput)
        }
    }
}
