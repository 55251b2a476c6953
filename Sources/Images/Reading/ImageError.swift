import Glibc
import SquashFS

/// Why an image could not be read, or its files not be extracted.
package struct ImageError: Error, Equatable, CustomStringConvertible {
    package enum Code: Sendable {
        // The image
        case missing, unreadable, denied, invalid, limit
        // Paths in it
        case noSuchPath, notFile
        // Where files go
        case occupied, cannotWrite, writeDenied
        // The user
        case interrupted
    }

    package let code: Code
    /// What is wrong, where and why.
    package let message: String
    /// What the user can do, in the imperative.
    package let remedy: String?

    package init(_ code: Code, _ message: String, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    package var description: String { remedy.map { "\(message); \($0)" } ?? message }

    /// What the reader says about an image.
    init(_ error: SquashFSError, of image: String) {
        let message = "`\(image)`: \(error)"
        switch error.code {
        case .inputOutput: self.init(.unreadable, message, remedy: "check the disk or the connection to it")
        case .limit:
            self.init(
                .limit, message, remedy: "do not trust this image: small images that describe huge trees are bombs")
        case .damaged: self.init(.invalid, message, remedy: "copy or build the image again")
        default: self.init(.invalid, message)
        }
    }

    /// What `errno` says about reading the image itself.
    static func opening(_ image: String) -> ImageError {
        let code = errno
        let message = "cannot read `\(image)`: \(String(cString: strerror(code)))"
        return switch code {
        case ENOENT, ENOTDIR: ImageError(.missing, message, remedy: "check the path of the image")
        case EACCES, EPERM: ImageError(.denied, message, remedy: "ask its owner for leave to read it")
        default: ImageError(.unreadable, message)
        }
    }

    /// What `errno` says about writing to `path`.
    static func writing(_ path: String) -> ImageError {
        let code = errno
        let message = "cannot write `\(path)`: \(String(cString: strerror(code)))"
        return switch code {
        case EACCES, EPERM, EROFS: ImageError(.writeDenied, message, remedy: "choose a folder that you may write to")
        case ENOSPC, EDQUOT: ImageError(.cannotWrite, message, remedy: "free space, or extract to another disk")
        case EFBIG: ImageError(.cannotWrite, message, remedy: "raise the limit (`ulimit -f`), or use another disk")
        default: ImageError(.cannotWrite, message)
        }
    }
}

func ofImage<Result: ~Copyable>(
    _ image: String, _ body: () throws(SquashFSError) -> Result
) throws(ImageError) -> Result {
    do throws(SquashFSError) { return try body() } catch { throw ImageError(error, of: image) }
}
