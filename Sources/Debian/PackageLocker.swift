package import Layers
package import Values

/// Turns a request for packages into a lock: reads the archives, chooses, and gets the files into the store.
package struct PackageLocker {
    /// Which versions may change.
    package enum Update: Sendable, Equatable {
        /// None that is locked and needed.
        case nothing
        /// Those of these packages, and of others of the same source.
        case packages([String])
        case everything
    }

    private let network: any Downloader
    private let store: ContentStore
    private let now: Timestamp
    private let folder: String

    /// - Parameters:
    ///   - now: to refuse a release that its archive itself calls outdated.
    ///   - folder: where the names of keyrings count from.
    package init(network: any Downloader, store: ContentStore, now: Timestamp, folder: String) {
        self.network = network
        self.store = store
        self.now = now
        self.folder = folder
    }

    /// - Parameter locked: what was locked before, for this request or a similar one.
    package func lock(
        _ layer: PackageLayer, locked: LockedLayer?, update: Update
    ) async throws(LayerErrors) -> LockedLayer {
        if let locked, locked.request == layer, update == .nothing { return locked }
        var archives: [ArchiveIndices] = []
        let pinned: [LockedPackage]
        do throws(LayerError) {
            let reader = ArchiveReader(network: network, store: store, now: now, folder: folder)
            for archive in layer.archives {
                archives.append(try await reader.read(archive, architecture: layer.architecture))
            }
            pinned = try pins(locked, update, archives)
            if !pinned.isEmpty { archives.append(try StoredPackages.indices(pinned, in: store)) }
        } catch { throw LayerErrors(error) }
        let packages = try await choose(layer, archives, pinned)
        let known = Dictionary((locked?.packages ?? []).map { ($0.digest, $0) }) { first, _ in first }
        let kept = packages.map { known[$0.digest] ?? $0 }.sorted { $0.identity < $1.identity }
        if let locked, locked.request == layer, locked.packages == kept { return locked }
        return LockedLayer(request: layer, date: archives.compactMap(\.date).max() ?? now, packages: kept)
    }

    private func choose(
        _ layer: PackageLayer, _ archives: [ArchiveIndices], _ pinned: [LockedPackage]
    ) async throws(LayerErrors) -> [LockedPackage] {
        switch layer.kind {
        case .debian:
            do throws(LayerError) {
                return try await AptResolver(layer: layer, archives: archives, pinned: pinned).packages()
                    .map { LockedPackage($0.record, archive: $0.archive) }
            } catch { throw LayerErrors(error) }
        case .debs:
            let versions = Dictionary(pinned.map { ($0.identity.name, $0.identity.version) }) { first, _ in first }
            let selection = PackageSelection(layer, pinned: versions) { name throws(LayerError) in
                var found: [PackageSelection.Candidate] = []
                for archive in archives { found += try archive.candidates(name) }
                return found
            }
            return try selection.packages()
        }
    }

    /// The locked packages that must stay as they are.
    private func pins(
        _ locked: LockedLayer?, _ update: Update, _ archives: [ArchiveIndices]
    ) throws(LayerError) -> [LockedPackage] {
        let packages = locked?.packages ?? []
        switch update {
        case .everything: return []
        case .nothing: return packages
        case .packages(let names):
            var sources = Set(names)
            for archive in archives {
                for name in names { sources.formUnion(try archive.candidates(name).map(\.record.source)) }
            }
            var kept: [LockedPackage] = []
            for package in packages where !names.contains(package.identity.name) {
                var isOfSource = false
                for archive in archives where !isOfSource {
                    isOfSource = try archive.candidates(package.identity.name).contains {
                        sources.contains($0.record.source)
                    }
                }
                if !isOfSource { kept.append(package) }
            }
            return kept
        }
    }
}
