package import Documents
import Values

/// The manifest as JSON: keys sorted, schema 1.
extension ImageManifest {
    package var text: String { JSONWriter.text(node, .pretty) + "\n" }

    package var node: Node {
        JSON.mapping([
            "schema": JSON.number(1), "name": JSON.text(name), "version": JSON.text(version),
            "architecture": JSON.text(architecture),
            "profile": JSON.mapping([
                "name": JSON.text(profileName), "digest": JSON.text(profileDigest.description),
            ]),
            "layers": JSON.list(layers.map { $0.map { JSON.text($0.description) } ?? JSON.null }),
            "kernel": JSON.mapping(["release": JSON.text(kernelRelease), "commandLine": JSON.text(commandLine)]),
            "packages": JSON.list(
                packages.map {
                    JSON.mapping([
                        "name": JSON.text($0.name), "version": JSON.text($0.version),
                        "architecture": JSON.text($0.architecture),
                    ])
                }),
            "partitions": JSON.list(
                partitions.map {
                    JSON.mapping([
                        "name": JSON.text($0.name), "identifier": JSON.text($0.identifier), "type": JSON.text($0.type),
                        "offset": JSON.number($0.offset), "size": JSON.number($0.size),
                        "digest": JSON.text($0.digest.description),
                    ])
                }),
            "verity": JSON.mapping([
                "rootHash": JSON.text(verity.rootHash.hexadecimal), "salt": JSON.text(hexadecimal(verity.salt)),
                "dataBlocks": JSON.number(verity.dataBlocks),
            ]),
            "disk": JSON.mapping([
                "file": JSON.text(ImageFiles.disk), "size": JSON.number(diskSize),
                "digest": JSON.text(diskDigest.description), "blockSize": JSON.number(DiskBlocks.size),
                "blocks": JSON.text(ImageFiles.blocks),
            ]),
            "tools": JSON.mapping(tools.mapValues { JSON.text($0) }),
            "sourceDate": JSON.text(sourceDate.description),
        ])
    }

    /// nil where the node is no manifest of this schema, or lacks something.
    package init?(_ node: Node) {
        guard node["schema"]?.integer == 1, let name = node["name"]?.string, let version = node["version"]?.string,
            let architecture = node["architecture"]?.string, let profileName = node["profile"]?["name"]?.string,
            let profileDigest = digestValue(node["profile"]?["digest"]),
            let release = node["kernel"]?["release"]?.string,
            let commandLine = node["kernel"]?["commandLine"]?.string, let diskSize = number(node["disk"]?["size"]),
            let diskDigest = digestValue(node["disk"]?["digest"]),
            let rootHash = node["verity"]?["rootHash"]?.string.flatMap({ Digest(hexadecimal: $0) }),
            let salt = node["verity"]?["salt"]?.string.flatMap(bytes(hexadecimal:)),
            let dataBlocks = number(node["verity"]?["dataBlocks"]),
            let sourceDate = node["sourceDate"]?.string.flatMap(Timestamp.init)
        else { return nil }
        self.init(
            name: name, version: version, architecture: architecture, profileName: profileName,
            profileDigest: profileDigest, layers: (node["layers"]?.items ?? []).map { digestValue($0) },
            kernelRelease: release, commandLine: commandLine,
            packages: (node["packages"]?.items ?? []).compactMap(PackageIdentity.init),
            partitions: (node["partitions"]?.items ?? []).compactMap(Partition.init),
            verity: Verity(rootHash: rootHash, salt: salt, dataBlocks: dataBlocks), diskSize: diskSize,
            diskDigest: diskDigest,
            tools: Dictionary(
                (node["tools"]?.mapping?.entries ?? []).compactMap { entry in entry.value.string.map { (entry.key, $0) }
                },
                uniquingKeysWith: { first, _ in first }),
            sourceDate: sourceDate)
    }
}

extension PackageIdentity {
    fileprivate init?(_ node: Node) {
        guard let name = node["name"]?.string, let version = node["version"]?.string,
            let architecture = node["architecture"]?.string
        else { return nil }
        self.init(name: name, version: version, architecture: architecture)
    }
}

extension ImageManifest.Partition {
    fileprivate init?(_ node: Node) {
        guard let name = node["name"]?.string, let identifier = node["identifier"]?.string,
            let type = node["type"]?.string, let offset = number(node["offset"]), let size = number(node["size"]),
            let digest = digestValue(node["digest"])
        else { return nil }
        self.init(name: name, identifier: identifier, type: type, offset: offset, size: size, digest: digest)
    }
}

private func number(_ node: Node?) -> UInt64? { node?.integer.flatMap { UInt64(exactly: $0) } }
private func digestValue(_ node: Node?) -> Digest? { node?.string.flatMap { Digest($0) } }

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

private func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
        guard let byte = UInt8(String(decoding: digits[start..<(start + 2)], as: UTF8.self), radix: 16) else {
            return nil
        }
        bytes.append(byte)
    }
    return bytes
}
