import Archives
package import Values

/// What a Debian package's file says about itself: the file `control`, and nothing else of it is read.
package enum DebPackage {
    /// - Throws: where it is no Debian package, or one that dpkg would refuse.
    package static func control(
        of blob: any Blob, limits: LayerLimits = LayerLimits()
    ) throws(LayerError)
        -> ControlStanza
    {
        do throws(ArchiveError) {
            let members = try DebMembers(try blob.open(), limits: limits, takesDigest: false)
            var reader = try TarReader.open(try members.open("control.tar"))
            while let entry = try reader.next() {
                guard EntryPath.names(entry.path).filter({ $0 != EntryPath.dot }) == [Array("control".utf8)[...]] else {
                    continue
                }
                var text: [UInt8] = []
                while let block = try reader.nextBlock() {
                    text += block.bytes
                    guard text.count <= 1 << 20 else { throw ArchiveError(.tooLarge, "its control file is too large") }
                }
                return try stanza(text)
            }
            throw ArchiveError(.damaged, "it holds no control file")
        } catch { throw LayerError(error, blob.name) }
    }

    private static func stanza(_ text: [UInt8]) throws(ArchiveError) -> ControlStanza {
        do throws(ControlStanza.Problem) {
            let stanza = try ControlStanza(text)
            _ = try PackageIdentity(stanza)
            return stanza
        } catch { throw ArchiveError(.damaged, "its control file is damaged: \(error.reason)") }
    }
}
