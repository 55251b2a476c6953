import Archives
package import Layers
package import Values

/// An archive's packages, as its signed indices list them.
package struct ArchiveIndices: Sendable {
    package let archive: DebianArchive
    package let date: Timestamp?
    package let indices: [PackageIndex]

    /// All versions of a package.
    package func candidates(_ name: String) throws(LayerError) -> [PackageSelection.Candidate] {
        var found: [PackageSelection.Candidate] = []
        do throws(ControlStanza.Problem) {
            for index in indices {
                found += try index.records(of: name).map { .init(record: $0, archive: archive) }
            }
        } catch {
            throw LayerError(
                .document, archive.name, "its index is damaged: \(error.reason)", remedy: "use another mirror")
        }
        return found
    }
}

/// Reads archives: `InRelease`, its signature, and the indices that it names.
package struct ArchiveReader {
    private let network: any Downloader
    private let store: ContentStore
    private let now: Timestamp
    private let folder: String

    /// - Parameters:
    ///   - store: indices are kept there by their digests, so that an unchanged one is not got again.
    ///   - now: to refuse a release that its archive itself calls outdated.
    ///   - folder: where the names of keyrings count from.
    package init(network: any Downloader, store: ContentStore, now: Timestamp, folder: String) {
        self.network = network
        self.store = store
        self.now = now
        self.folder = folder
    }

    package func read(_ archive: DebianArchive, architecture: String) async throws(LayerError) -> ArchiveIndices {
        let release = try await release(archive)
        var architectures = [architecture]
        if release.architectures.contains("all"), !release.holdsAllInEach { architectures.append("all") }
        var indices: [PackageIndex] = []
        for component in archive.components {
            for (place, name) in architectures.enumerated() {
                let files = release.index(component: component, architecture: name)
                if files.isEmpty, place > 0 { continue }
                indices.append(try await index(files, of: archive, release))
            }
        }
        return ArchiveIndices(archive: archive, date: release.date, indices: indices)
    }

    private func release(_ archive: DebianArchive) async throws(LayerError) -> ReleaseFile {
        let url = "\(archive.url)/dists/\(archive.suite)/InRelease"
        var bytes: [UInt8] = []
        let isThere = try await network.download(url, limit: 16 << 20) { part in bytes += part }
        guard isThere else {
            throw LayerError(
                .download, archive.name, "there is no `\(url)`", remedy: "check the archive's address and its suite")
        }
        let text = try await SignedRelease.verified(bytes, of: archive, folder: folder)
        let release: ReleaseFile
        do throws(ControlStanza.Problem) { release = try ReleaseFile(text) } catch {
            throw LayerError(
                .document, archive.name, "its Release is damaged: \(error.reason)", remedy: "use another mirror")
        }
        try check(release, archive)
        return release
    }

    /// A signature stays good for ever: what it says about suite and time keeps an old release from being served.
    private func check(_ release: ReleaseFile, _ archive: DebianArchive) throws(LayerError) {
        let names = [release.suite, release.codename].compactMap(\.self)
        // `trixie/updates` and the like: only the last part is the archive's own word.
        guard names.isEmpty || names.contains(archive.suite) || archive.suite.contains("/") else {
            throw LayerError(
                .badSignature, archive.name, "its Release speaks of \(names.joined(separator: ", "))",
                remedy: "check the mirror, and name the suite by its code name")
        }
        if let end = release.validUntil, end < now, !archive.isSnapshot {
            throw LayerError(
                .staleArchive, archive.name, "its Release was good until \(end) only, so newer packages are missing",
                remedy: "use another mirror, or name a `snapshot`; check this machine's clock, too")
        }
    }

    private func index(
        _ files: [ReleaseFile.File], of archive: DebianArchive, _ release: ReleaseFile
    ) async throws(LayerError) -> PackageIndex {
        guard let first = files.first else {
            throw LayerError(
                .noSuchPackage, archive.name, "it does not have these components for this architecture",
                remedy: "check `components` and the profile's `target.architecture`")
        }
        for file in files {
            for url in Self.urls(of: file, archive, release) {
                guard file.size <= Self.limit else { throw Self.tooLarge(url, file.size) }
                guard try await store.fetch(url, digest: file.digest, size: file.size, from: network),
                    let bytes = try store.read(file.digest, limit: Int(Self.limit))
                else { continue }
                return try PackageIndex(try Self.plain(bytes, file.path, url), name: url)
            }
        }
        throw LayerError(
            .download, archive.name, "there is no `\(first.path)`, though its Release names it",
            remedy: "the mirror is being updated: try again in some minutes")
    }

    /// Names by digest come first: they stay right while the archive is being updated.
    private static func urls(of file: ReleaseFile.File, _ archive: DebianArchive, _ release: ReleaseFile) -> [String] {
        let base = "\(archive.url)/dists/\(archive.suite)/"
        let folder = file.path.lastIndex(of: "/").map { String(file.path[...$0]) } ?? ""
        let byHash = "\(base)\(folder)by-hash/SHA256/\(file.digest.hexadecimal)"
        return (release.hasFilesByHash ? [byHash] : []) + [base + file.path]
    }

    private static func tooLarge(_ url: String, _ size: UInt64) -> LayerError {
        LayerError(
            .tooManyBytes, url, "it holds \(size) bytes", remedy: "check the archive: no index is that large")
    }

    private static func plain(_ bytes: [UInt8], _ path: String, _ url: String) throws(LayerError) -> [UInt8] {
        let source = MemoryBytes(bytes, chunk: 1 << 16)
        do throws(ArchiveError) {
            if path.hasSuffix(".xz") { return try FilteredBytes(source, filter: .xz).readAll(limit: Int(limit)) }
            if path.hasSuffix(".gz") { return try GzipBytes(source).readAll(limit: Int(limit)) }
        } catch { throw LayerError(error, url) }
        return bytes
    }

    /// Bytes of an index, compressed or not: ten times Debian's largest one.
    private static var limit: UInt64 { 1 << 30 }
}
