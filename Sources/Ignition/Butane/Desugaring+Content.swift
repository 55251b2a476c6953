import Archives
import Documents
import Values

extension Desugaring {
    /// `inline` or `local`: content becomes the source.
    mutating func embed(_ node: Node, _ key: String, in resource: inout Mapping, at path: NodePath) {
        guard let text = node.string else { return }
        let bytes: [UInt8]
        if key == "local" {
            do throws(LocalProblem) {
                bytes = try reader.read(text, for: node)
            } catch {
                return self.error(error, at: path, origin: node.origin)
            }
        } else {
            bytes = Array(text.utf8)
        }
        let isCompressed = resource["compression"]?.string.map { !$0.isEmpty } ?? false
        if path.isFurtherConfig { checkConfig(isCompressed ? unpacked(bytes) : bytes, node, at: path) }
        fill(&resource, bytes, Maker(origin: node.origin))
    }

    /// The bytes behind gzip data; the bytes themselves where they are no such data, for the check to complain about.
    private func unpacked(_ bytes: [UInt8]) -> [UInt8] { (try? Gzip.decompress(bytes, limit: 1 << 26)) ?? bytes }

    /// Sets the source of a resource. Its compression is always set too, so that a configuration that is merged over
    /// another one does not inherit that one's.
    func fill(_ resource: inout Mapping, _ bytes: [UInt8], _ make: Maker) {
        let isCompressed = resource["compression"]?.string.map { !$0.isEmpty } ?? false
        let (source, compression) = DataURL.encode(bytes, compressing: compresses && !isCompressed)
        resource["source"] = make.text(source)
        if !isCompressed { resource["compression"] = make.text(compression ?? "") }
    }

    /// `contents_local`: the text of a unit or drop-in.
    mutating func embedText(_ node: Node, _ name: String, in unit: inout Mapping, at path: NodePath) {
        do throws(LocalProblem) {
            unit["contents"] = Maker(origin: node.origin).text(try text(name, node))
        } catch {
            self.error(error, at: path, origin: node.origin)
        }
    }

    /// `ssh_authorized_keys_local`: the keys of each file follow those that stand in the document.
    mutating func addKeys(_ list: Node, to user: inout Mapping, at path: NodePath) {
        var keys = user["sshAuthorizedKeys"]?.items ?? []
        for (index, node) in (list.items ?? []).enumerated() {
            guard let name = node.string else { continue }
            do throws(LocalProblem) {
                for line in try text(name, node).split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
                    keys.append(Maker(origin: node.origin).text(String(line)))
                }
            } catch {
                self.error(error, at: path / index, origin: node.origin)
            }
        }
        guard !keys.isEmpty else { return }
        user["sshAuthorizedKeys"] = .sequence(keys, origin: (user["sshAuthorizedKeys"] ?? list).origin)
    }

    private mutating func text(_ name: String, _ node: Node) throws(LocalProblem) -> String {
        let bytes = try reader.read(name, for: node)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LocalProblem(
                code: .encoding, message: "`\(shortened(name))` is not UTF-8 text", remedy: "save it as UTF-8")
        }
        return text
    }

    /// A configuration that is put into another one must be one, or the host finds out when it boots.
    private mutating func checkConfig(_ bytes: [UInt8], _ node: Node, at path: NodePath) {
        var found = Diagnostics()
        let file = SourceFile.decode(bytes, name: "\(node.origin.file.name) (\(path))", directory: nil, into: &found)
        if let file, let config = JSONReader.read(file, into: &found) {
            let version = config["ignition"]?["version"]?.string.flatMap { Version($0) }
            if let version, !Specification.all.contains(version) {
                return diagnostics.warning(
                    .unsupportedByTarget,
                    "specification \(version) is not known here, so this configuration is not checked",
                    at: path, origin: node.origin.firstLine)
            }
            IgnitionValidator.validate(config, into: &found)
        }
        if found.hasErrors {
            diagnostics.error(
                .invalidIgnition, "this is not a valid Ignition configuration", at: path, origin: node.origin.firstLine,
                remedy: "correct it; a Butane file must be translated before it is put in here")
        }
        diagnostics.add(found)
    }
}

extension NodePath {
    /// Whether it leads into `ignition.config`.
    fileprivate var isFurtherConfig: Bool {
        let keys = steps.compactMap { step in if case .key(let key) = step { key } else { nil } }
        return zip(keys, keys.dropFirst()).contains { $0 == ("ignition", "config") }
    }
}
