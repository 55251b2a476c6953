import Documents
import Images
import Layers
import RootTree
import Values

/// What `basalt ls` prints.
struct ImageListing {
    private let tree: RootTree
    private let places: [RootTree.Place]

    init(_ tree: RootTree, _ places: [RootTree.Place]) {
        self.tree = tree
        self.places = places
    }

    /// Gives one line for each place, in pieces of many lines.
    func forEachLines(_ body: (String) throws -> Void) rethrows {
        let owners = places.map { owner($0).utf8.count }.max() ?? 0
        let sizes = places.map { size($0).utf8.count }.max() ?? 0
        var lines = ""
        for place in places {
            let owner = owner(place).padded(to: owners)
            let size = size(place).indented(to: sizes)
            let time = Timestamp(seconds: tree[place.node].attributes.modified).minutes
            lines += "\(mode(place)) \(owner) \(size) \(time) \(printable(place.path))\(target(place))\n"
            if lines.utf8.count > 64 << 10 {
                try body(lines)
                lines = ""
            }
        }
        if !lines.isEmpty { try body(lines) }
    }

    private func mode(_ place: RootTree.Place) -> String {
        let mode = tree[place.node].attributes.mode
        let kind =
            switch tree[place.node].kind {
            case .directory: "d"
            case .file: "-"
            case .symbolicLink: "l"
            case .blockDevice: "b"
            case .characterDevice: "c"
            case .fifo: "p"
            case .socket: "s"
            }
        return [(6, 0o4000, "s"), (3, 0o2000, "s"), (0, 0o1000, "t")].reduce(into: kind) { text, part in
            let (shift, special, letter) = part
            let bits = mode >> UInt16(shift)
            text += bits & 4 != 0 ? "r" : "-"
            text += bits & 2 != 0 ? "w" : "-"
            let executable = bits & 1 != 0
            text += mode & UInt16(special) == 0 ? (executable ? "x" : "-") : executable ? letter : letter.uppercased()
        }
    }

    private func owner(_ place: RootTree.Place) -> String {
        "\(tree[place.node].attributes.user)/\(tree[place.node].attributes.group)"
    }

    private func size(_ place: RootTree.Place) -> String {
        switch tree[place.node].kind {
        case .file(let content): "\(content.size)"
        case .blockDevice(let device), .characterDevice(let device): "\(device.major),\(device.minor)"
        case .directory, .symbolicLink, .fifo, .socket: "-"
        }
    }

    private func target(_ place: RootTree.Place) -> String {
        guard case .symbolicLink(let target) = tree[place.node].kind else { return "" }
        return " -> \(printable(target))"
    }

    /// The document of docs/json.md.
    var json: Documents.Node {
        let links = tree.nameCounts
        return JSON.mapping([
            ("version", JSON.number(1)),
            ("entries", JSON.list(places.map { json($0, links: links[Int($0.node.rawValue)]) })),
        ])
    }

    private func json(_ place: RootTree.Place, links: Int) -> Documents.Node {
        let attributes = tree[place.node].attributes
        var entries = [
            ("type", JSON.text(type(place))),
            ("mode", JSON.text("0" + String(attributes.mode, radix: 8))),
            ("user", JSON.number(Int(attributes.user))),
            ("group", JSON.number(Int(attributes.group))),
            ("modified", JSON.text(Timestamp(seconds: attributes.modified).description)),
            ("links", JSON.number(links)),
            ("xattrs", JSON.list(attributes.extended.map(json))),
        ]
        entries += text("path", place.path)
        switch tree[place.node].kind {
        case .file(let content): entries.append(("size", JSON.number(Int(clamping: content.size))))
        case .symbolicLink(let target): entries += text("target", target)
        case .blockDevice(let device), .characterDevice(let device):
            let numbers = [
                ("major", JSON.number(Int(device.major))),
                ("minor", JSON.number(Int(device.minor))),
            ]
            entries.append(("device", JSON.mapping(numbers)))
        case .directory, .fifo, .socket: break
        }
        return JSON.mapping(entries)
    }

    private func json(_ attribute: ExtendedAttribute) -> Documents.Node {
        let value =
            isText(attribute.value)
            ? ("value", JSON.text(String(decoding: attribute.value, as: UTF8.self)))
            : ("valueBase64", JSON.text(Base64.encode(attribute.value)))
        return JSON.mapping(text("name", attribute.name) + [value])
    }

    /// Bytes as text; those that are none also in base64, as the text is only for people then.
    private func text(_ key: String, _ bytes: [UInt8]) -> [(String, Documents.Node)] {
        if let text = String(validating: bytes, as: UTF8.self) { return [(key, JSON.text(text))] }
        return [
            (key, JSON.text(printable(bytes))), (key + "Base64", JSON.text(Base64.encode(bytes))),
        ]
    }

    private func isText(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private func type(_ place: RootTree.Place) -> String {
        switch tree[place.node].kind {
        case .directory: "directory"
        case .file: "file"
        case .symbolicLink: "link"
        case .blockDevice: "block"
        case .characterDevice: "character"
        case .fifo: "fifo"
        case .socket: "socket"
        }
    }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - utf8.count))
    }
    fileprivate func indented(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - utf8.count)) + self
    }
}
