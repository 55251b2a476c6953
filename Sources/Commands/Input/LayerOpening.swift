import Debian
import Documents
import Layers
import Values

/// From what a command line names to layers that can be read: gets what is not there, builds what must be built.
struct LayerOpening {
    let limits: LayerLimits
    let isOffline: Bool
    let report: Report
    private let store = PackageStore.store

    init(limits: LayerLimits, isOffline: Bool, report: Report) {
        self.limits = limits
        self.isOffline = isOffline
        self.report = report
    }

    /// - Throws: `LayerError` or `LayerErrors`.
    func layers(of argument: String, platform: Platform) async throws -> [any Layer] {
        switch try LayerArgument(argument, platform: platform) {
        case .local(let source): try layers(of: source)
        case .download(let url, let digest):
            [TarLayer(try await download(url, digest), expected: .init(digest: digest))]
        case .locked(let path, let kind): try await locked(path, kind)
        }
    }

    /// Gets a file into the store.
    func download(_ url: String, _ digest: Digest) async throws -> FileBlob {
        let isThere = try await PackageStore.withNetwork(isOffline: isOffline) { network in
            try await store.fetch(url, digest: digest, size: nil, from: network)
        }
        guard isThere, let blob = store.file(digest, name: url) else {
            throw LayerError(.missingBlob, url, "the server has no such file", remedy: "check the address")
        }
        return blob
    }

    func layers(of source: LayerSource) throws(LayerError) -> [any Layer] { try source.layers(limits) }

    private func locked(_ path: String, _ kind: PackageLayer.Kind) async throws -> [any Layer] {
        let lock = try LockFile.read(path)
        let layers = lock.layers.filter { $0.request.kind == kind }
        guard !layers.isEmpty else {
            throw LayerError(
                .notLocked, path, "it locks no `\(kind.rawValue)` layer",
                remedy: "name the lock file of a profile that has one; `basalt lock PROFILE` writes it")
        }
        var result: [any Layer] = []
        for layer in layers { result += try await self.layers(of: layer) }
        return result
    }

    /// Gets what is missing of locked packages, and installs or unpacks them.
    func layers(of layer: LockedLayer) async throws -> [any Layer] {
        try await PackageStore.withNetwork(isOffline: isOffline) { network in
            try await PackageFetcher(network: network, store: store).fetch(layer)
        }
        switch layer.request.kind {
        case .debs: return try layer.layers(in: store)
        case .debian:
            report.note("installing \(layer.packages.count) packages of \(layer.request.suite), unless that is done")
            return [try await RootBuilder(store: store).layer(layer, time: Self.sourceDate)]
        }
    }

    /// `SOURCE_DATE_EPOCH`, where it is set.
    private static var sourceDate: Timestamp? {
        Environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }.map { Timestamp(seconds: $0) }
    }
}
