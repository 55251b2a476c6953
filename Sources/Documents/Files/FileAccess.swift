/// Reading of files, as the renderers need it. The core takes this as an argument; `DiskFiles` is the real one.
package protocol FileAccess: Sendable {
    /// The bytes of a regular file (links are followed).
    /// - Parameter limit: the most bytes that are read; a larger file is an error.
    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8]
    /// The names in a folder, sorted by their bytes, with what each is (links are not followed).
    func list(_ path: String) throws(FileProblem) -> [FolderEntry]
}

/// One name in a folder.
package struct FolderEntry: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case file(isExecutable: Bool)
        case folder
        case link(target: String)
        /// A device, socket or pipe.
        case special
    }

    package let name: String
    package let kind: Kind

    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// Why a file cannot be read.
package struct FileProblem: Error, Equatable {
    package enum Kind: Sendable, Equatable {
        case missing, isFolder, notFolder, notRegular, tooLarge, denied, other
    }

    package let kind: Kind
    /// A clause without the path: "it does not exist".
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    package var code: DiagnosticCode {
        switch kind {
        case .missing: .fileMissing
        case .tooLarge: .fileTooLarge
        case .denied: .permissionDenied
        default: .fileUnreadable
        }
    }
}

extension FileAccess {
    /// The text of a document; nil when it cannot be read (an error has been added then).
    ///
    /// UTF-8 with or without a byte order mark is accepted; other encodings are named.
    /// - Parameter name: the name for messages, the path itself when nil.
    package func document(
        _ path: String, named name: String? = nil, limit: Int = 16 << 20, origin: Origin? = nil,
        into diagnostics: inout Diagnostics
    ) -> SourceFile? {
        let name = name ?? path
        do throws(FileProblem) {
            let bytes = try read(path, limit: limit)
            return SourceFile.decode(bytes, name: name, directory: folder(of: path), origin: origin, into: &diagnostics)
        } catch {
            diagnostics.error(
                error.code, "cannot read `\(name)`: \(error.reason)", origin: origin,
                remedy: error.kind == .isFolder ? "name a file in it" : nil)
            return nil
        }
    }
}

extension SourceFile {
    /// Text from bytes; nil when they are not UTF-8 (an error has been added then).
    package static func decode(
        _ bytes: [UInt8], name: String, directory: String?, origin: Origin? = nil, into diagnostics: inout Diagnostics
    ) -> SourceFile? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            diagnostics.error(
                .encoding, "`\(name)` is UTF-16 text", origin: origin,
                remedy: "convert it: iconv -f UTF-16 -t UTF-8 \(name)")
            return nil
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self), !body.contains(0) {
            return SourceFile(name: name, directory: directory, text: text)
        }
        let bad = firstInvalidByte(body)
        let line = body[..<bad].count { $0 == 0x0A } + 1
        let start = body[..<bad].lastIndex(of: 0x0A).map { $0 + 1 } ?? body.startIndex
        let column = body[start..<bad].count { $0 & 0xC0 != 0x80 } + 1
        let file = SourceFile(name: name, directory: directory, text: String(decoding: body, as: UTF8.self))
        let what = body[bad] == 0 ? "a zero byte" : "the byte 0x\(String(body[bad], radix: 16))"
        diagnostics.error(
            .encoding, "`\(name)` is not UTF-8 text: \(what) stands here",
            origin: Origin(file: file, line: line, column: column, endLine: line, endColumn: column + 1),
            remedy: "save the file as UTF-8")
        return nil
    }

    private static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
        if let zero = bytes.firstIndex(of: 0), String(validating: bytes[..<zero], as: UTF8.self) != nil { return zero }
        var low = bytes.startIndex
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): low += UTF8.width(scalar)
            case .emptyInput, .error: return min(low, bytes.endIndex - 1)
            }
        }
    }
}

/// The folder part of a path: `a/b.yaml` → `a`, `b.yaml` → ``, `/b` → `/`.
package func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// `name` below `directory`; an absolute name stays as it is.
package func join(_ directory: String, _ name: String) -> String {
    if name.hasPrefix("/") || directory.isEmpty { return name }
    return directory.hasSuffix("/") ? directory + name : directory + "/" + name
}
