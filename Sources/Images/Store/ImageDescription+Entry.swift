package import Inventory
import RootTree
import SquashFS
import Values

extension ImageDescription {
    /// What an image of the store holds: its manifest, and every file of its root, which is read for it.
    package init(_ entry: ImageStore.Entry) throws(ImageError) {
        let manifest = entry.manifest
        let files = try Self.files(entry.file(ImageFiles.disk))
        self.init(
            name: manifest.name, version: manifest.version, packages: manifest.packages, files: files,
            units: EnabledUnit.all(files: files, presets: []), kernel: manifest.kernelRelease,
            rootSize: manifest.partitions.first { $0.name == "root" }?.size, diskSize: manifest.diskSize)
    }

    private static func files(_ path: String) throws(ImageError) -> [FileDescription] {
        var reader = try ImageReader.open(path)
        let tree = reader.tree
        var files: [FileDescription] = []
        for place in TreeWalk(tree, from: RootTree.Place(path: [UInt8(ascii: "/")], node: RootTree.root)) {
            let node = tree[place.node]
            let attributes = node.attributes
            var size: UInt64 = 0
            var target: [UInt8] = []
            var digest: Digest?
            let kind: FileDescription.Kind
            switch node.kind {
            case .directory: kind = .directory
            case .file(let content):
                kind = .file
                size = content.size
                digest = try reader.digest(place.node, place.path)
            case .symbolicLink(let path):
                kind = .link
                target = path
            case .blockDevice(let device), .characterDevice(let device):
                if case .blockDevice = node.kind { kind = .block } else { kind = .character }
                target = Array("\(device.major):\(device.minor)".utf8)
            case .fifo: kind = .fifo
            case .socket: kind = .socket
            }
            files.append(
                FileDescription(
                    path: Array(place.path.drop { $0 == UInt8(ascii: "/") }), kind: kind, mode: attributes.mode,
                    user: attributes.user, group: attributes.group, size: size, digest: digest, target: target))
        }
        return files
    }
}
