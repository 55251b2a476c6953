import RootTree
package import Values

/// An index as bytes, for a cache.
extension LayerIndex {
    package var encoded: [UInt8] {
        var writer = BinaryWriter()
        writer.append(UInt64(entries.count))
        for entry in entries { entry.write(to: &writer) }
        writer.append(files)
        writer.append(uncompressedBytes)
        writer.append(digest?.bytes ?? [])
        writer.append(UInt64(accessControlLists.count))
        for path in accessControlLists { writer.append(path) }
        return writer.bytes
    }

    /// - Parameter name: the layer, as the user knows it.
    package init(decoding bytes: [UInt8], name: String) throws(BinaryReader.Damaged) {
        self.init(name: name)
        var reader = BinaryReader(bytes)
        let count = try reader.count()
        entries.reserveCapacity(count)
        for _ in 0..<count { entries.append(try LayerEntry(&reader)) }
        files = try reader.number(UInt32.self)
        uncompressedBytes = try reader.number()
        digest = Digest(bytes: try reader.string())
        for _ in 0..<(try reader.count()) { accessControlLists.append(try reader.string()) }
        guard reader.isAtEnd else { throw BinaryReader.Damaged() }
    }
}

extension LayerEntry {
    fileprivate func write(to writer: inout BinaryWriter) {
        writer.append(path)
        switch kind {
        case .directory: writer.append(0 as UInt8)
        case .file(let ordinal, let size):
            writer.append(1 as UInt8)
            writer.append(ordinal)
            writer.append(size)
        case .symbolicLink(let target):
            writer.append(2 as UInt8)
            writer.append(target)
        case .hardLink(let target):
            writer.append(3 as UInt8)
            writer.append(target)
        case .blockDevice(let device):
            writer.append(4 as UInt8)
            writer.append(device.major)
            writer.append(device.minor)
        case .characterDevice(let device):
            writer.append(5 as UInt8)
            writer.append(device.major)
            writer.append(device.minor)
        case .fifo: writer.append(6 as UInt8)
        case .socket: writer.append(7 as UInt8)
        case .whiteout: writer.append(8 as UInt8)
        case .opaque: writer.append(9 as UInt8)
        }
        writer.append(attributes.mode)
        writer.append(attributes.user)
        writer.append(attributes.group)
        writer.append(UInt64(bitPattern: attributes.modified))
        writer.append(UInt64(attributes.extended.count))
        for attribute in attributes.extended {
            writer.append(attribute.name)
            writer.append(attribute.value)
        }
    }

    fileprivate init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        let path = try reader.string()
        let kind = try Kind(&reader)
        var attributes = Attributes(
            mode: try reader.number(UInt16.self), user: try reader.number(UInt32.self),
            group: try reader.number(UInt32.self), modified: Int64(bitPattern: try reader.number()))
        for _ in 0..<(try reader.count()) {
            attributes.extended.append(ExtendedAttribute(name: try reader.string(), value: try reader.string()))
        }
        self.init(path: path, kind: kind, attributes: attributes)
    }
}

extension LayerEntry.Kind {
    fileprivate init(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) {
        switch try reader.number() {
        case 0: self = .directory
        case 1: self = .file(ordinal: try reader.number(UInt32.self), size: try reader.number())
        case 2: self = .symbolicLink(try reader.string())
        case 3: self = .hardLink(try reader.string())
        case 4: self = .blockDevice(try Self.device(&reader))
        case 5: self = .characterDevice(try Self.device(&reader))
        case 6: self = .fifo
        case 7: self = .socket
        case 8: self = .whiteout
        case 9: self = .opaque
        default: throw BinaryReader.Damaged()
        }
    }

    private static func device(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) -> Device {
        Device(major: try reader.number(UInt32.self), minor: try reader.number(UInt32.self))
    }
}
