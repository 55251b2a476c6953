package import Layers
import Values

/// Gets the files of locked packages into the store.
package struct PackageFetcher: Sendable {
    private let network: any Downloader
    private let store: ContentStore
    /// Mirrors answer several requests at once; more of them gain nothing.
    private static var simultaneous: Int { 4 }

    package init(network: any Downloader, store: ContentStore) {
        self.network = network
        self.store = store
    }

    /// - Parameter progress: is told the bytes of each file that is there.
    package func fetch(
        _ layer: LockedLayer, progress: @Sendable (LockedPackage) -> Void = { _ in }
    ) async throws(LayerErrors) {
        var problems: [LayerError] = []
        await withTaskGroup(of: (LockedPackage, LayerError?).self) { group in
            var pending = layer.packages.makeIterator()
            for _ in 0..<Self.simultaneous {
                guard let package = pending.next() else { break }
                group.addTask { (package, await fetch(package, of: layer)) }
            }
            while let (package, problem) = await group.next() {
                if let problem { problems.append(problem) } else { progress(package) }
                // One failure of the network is told, not one for each of a hundred packages.
                if problem?.code == .download || problem?.code == .offline { continue }
                if let package = pending.next() { group.addTask { (package, await fetch(package, of: layer)) } }
            }
        }
        let sorted = problems.sorted { ($0.entry ?? "", $0.source) < ($1.entry ?? "", $1.source) }
        if let errors = LayerErrors(sorted) { throw errors }
    }

    private func fetch(_ package: LockedPackage, of layer: LockedLayer) async -> LayerError? {
        let name = package.identity.name
        do throws(LayerError) {
            if try await store.fetch(package.url, digest: package.digest, size: package.size, from: network) {
                return nil
            }
            return LayerError(
                .packageGone, layer.request.name, entry: Array(package.identity.description.utf8),
                "the mirror no longer has it (`\(package.url)`), and it is not in the package store `\(store.root)`",
                remedy:
                    "take the version that the archive has now: `basalt lock --update \(name)`, or name a `snapshot`")
        } catch {
            guard error.code == .offline || error.code == .wrongDigest else { return error }
            let remedy =
                error.code == .offline
                ? "get it with `basalt lock`, where there is a network"
                : "the mirror changed or is damaged: `basalt lock --update \(name)`, or another mirror"
            return LayerError(
                error.code, layer.request.name, entry: Array(package.identity.description.utf8),
                "\(error.source): \(error.reason)", remedy: remedy)
        }
    }
}
