import Documents
import Provisioning
import Values

/// How renderings are named, summed up and written.
struct RenderedFiles {
    let folder: String
    let report: Report

    /// The files of one rendering: user data, and the object that must be in S3 before a host boots.
    static func files(_ result: Rendering.Result, pretty: Bool) -> [(name: String, bytes: [UInt8])] {
        let data = result.userData
        let ending =
            data.format == .ignition ? ".ign" : data.delivery == .gzip ? ".cloud-config.yaml.gz" : ".cloud-config.yaml"
        var files = [(result.stem + ending, printed(data, pretty: pretty))]
        if case .s3Stub(_, let object) = data.delivery { files.append(("\(result.stem).s3-object.ign", object)) }
        return files
    }

    /// The bytes to print: the user data itself, indented where that was asked for.
    static func printed(_ data: UserData, pretty: Bool) -> [UInt8] {
        guard data.format == .ignition else { return data.bytes }
        var unused = Diagnostics()
        let file = SourceFile(name: "", directory: nil, text: String(decoding: data.bytes, as: UTF8.self))
        guard pretty, let node = JSONReader.read(file, into: &unused) else { return data.bytes }
        return JSONWriter.bytes(node, .pretty) + [0x0A]
    }

    /// One line: what, how large, which way.
    static func summary(_ result: Rendering.Result) -> String {
        let data = result.userData
        let name = result.profile.map { [$0, result.role].compactMap(\.self).joined(separator: " ") } ?? result.stem
        let format = data.specification.map { "Ignition \($0)" } ?? "cloud-config"
        let system = result.system.map { " for \($0)" } ?? ""
        var line = "\(name): \(format)\(system), \(ByteSize(bytes: data.bytes.count))"
        if let limit = data.limit { line += " of EC2's \(ByteSize(bytes: limit))" }
        switch data.delivery {
        case .plain: break
        case .gzip: line += ", gzip of \(ByteSize(bytes: data.originalSize))"
        case .dataStub: line += ", a stub with \(ByteSize(bytes: data.originalSize)) of Ignition, gzipped"
        case .s3Stub(let key, _):
            line +=
                ", a stub for \(ByteSize(bytes: data.originalSize)) of Ignition, which must be at \(key) before a host boots"
        }
        return line
    }

    /// - Parameter files: the paths of what was written; nil where the rendering goes to standard output.
    static func json(_ result: Rendering.Result, files: [String]? = nil) -> Node {
        let data = result.userData
        func optional(_ key: String, _ value: Node?) -> [(String, Node)] { value.map { [(key, $0)] } ?? [] }
        var entries = [
            ("version", JSON.number(1)),
            ("format", JSON.text(data.format.rawValue)),
            ("delivery", JSON.text(data.delivery.name)),
            ("size", JSON.number(data.bytes.count)),
            ("originalSize", JSON.number(data.originalSize)),
            ("userData", JSON.text(Base64.encode(data.bytes))),
        ]
        entries += optional("files", files.map { JSON.list($0.map(JSON.text)) })
        entries += optional("system", result.system.map(JSON.text))
        entries += optional("profile", result.profile.map(JSON.text))
        entries += optional("role", result.role.map(JSON.text))
        entries += optional("limit", data.limit.map(JSON.number))
        entries += optional("specification", data.specification.map { JSON.text($0.description) })
        if case .s3Stub(let key, let object) = data.delivery {
            entries.append(
                (
                    "object",
                    JSON.mapping([
                        ("location", JSON.text(key)), ("content", JSON.text(Base64.encode(object))),
                    ])
                ))
        }
        return JSON.mapping(entries)
    }

    /// Writes the files of one rendering.
    /// - Returns: their paths.
    func write(_ result: Rendering.Result, pretty: Bool) throws -> [String] {
        let files = Self.files(result, pretty: pretty).map { (path: join(folder, $0.name), bytes: $0.bytes) }
        do throws(AtomicFile.Failure) {
            try AtomicFile.makeFolder(folder)
            for file in files { try AtomicFile.write(file.bytes, to: file.path) }
        } catch {
            throw report.failure(error)
        }
        for file in files { report.note("wrote \(file.path)") }
        return files.map(\.path)
    }
}
