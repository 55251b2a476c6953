/// A directory of this machine as a layer, with everything that is in it. Whiteout names mean the same as in a tar.
package struct DirectoryLayer: Layer {
    package let name: String
    package let identity: String? = nil
    package let storedSize: UInt64? = nil
    package let sourcePath: String?
    private let directory: [UInt8]

    package init(path: String) {
        sourcePath = path
        directory = Array(path.utf8)
        name = path
    }

    package func open(_ limits: LayerLimits, takesDigest: Bool) throws(LayerError) -> any EntryStream {
        try DirectoryEntryStream(path: directory, name: name)
    }
}
