package import Values

/// The files of one Debian package as a layer: unpacked by nobody, its scripts never run.
///
/// Debian's root has `/bin`, `/lib`, `/sbin` and their like as links into `/usr`; packages may still name files by the
/// links. Where dpkg follows a link that is there, a layer would put a directory in its place, so such names are
/// rewritten. Source: wiki.debian.org/UsrMerge.
package struct DebLayer: Layer {
    package let name: String
    let blob: any Blob
    let expected: Digest?

    /// - Parameters:
    ///   - name: as the user knows it: `ignition 2.14.0 (amd64)`.
    ///   - digest: of the package's file.
    package init(_ blob: any Blob, name: String? = nil, digest: Digest? = nil) {
        self.blob = blob
        self.name = name ?? blob.name
        expected = digest
    }

    package var sourcePath: String? { blob.sourcePath }

    package var storedSize: UInt64? { blob.size }

    package var identity: String? { expected.map { "deb \($0)" } ?? blob.identity.map { "deb \($0)" } }

    package func open(_ limits: LayerLimits, takesDigest: Bool) throws(LayerError) -> any EntryStream {
        try DebEntryStream(self, limits, takesDigest: takesDigest || expected != nil)
    }
}
