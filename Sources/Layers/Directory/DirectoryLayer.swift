/// A directory of this machine as a layer, with everything that is in it. Whiteout names mean the same as in a tar.
package struct DirectoryLayer: Layer {
    package let name: String
    package let identity: String? = nil
    package let storedSize: UInt64? = nil
    private let path: String

    package init(path: String) {
        self.path = path
        name = path
    }

    package func open(_ limits: LayerLimits, takesDigest: Bool) throws(LayerError) -> any EntryStream {
        try DirectoryEntryStream(path: Array(path.utf8), name: name)
    }
}
