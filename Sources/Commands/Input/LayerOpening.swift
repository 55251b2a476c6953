import Debian
import Documents
import Images
import Layers
import Values

/// From what a command line names to layers that can be read: gets what is not there, builds what must be built.
struct LayerOpening {
    let limits: LayerLimits
    let isOffline: Bool
    let report: Report
    /// The time of what packages' scripts write; the lock's own where it is nil.
    let date: Timestamp?
    private let store = PackageStore.store

    init(limits: LayerLimits, isOffline: Bool, report: Report, date: Timestamp? = Environment.sourceDate) {
        self.limits = limits
        self.isOffline = isOffline
        self.report = report
        self.date = date
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
            return [try await RootBuilder(store: store).layer(layer, time: date)]
        }
    }

    /// The image's layers for each of the recorded ones.
    /// - Parameter modified: the time of files that are made of container images.
    /// - Throws: `LayerErrors` with all that is wrong.
    func layers(of recorded: [ImageInputs.Layer], modified: Timestamp) async throws -> [[any Layer]] {
        var layers: [[any Layer]] = []
        var problems: [LayerError] = []
        for layer in recorded {
            do {
                switch (layer.container, layer.source) {
                case (let name?, let source):
                    let archive = try await image(of: source).container(named: name, limits)
                    layers.append([ContainerLayer(archive, modified: modified)])
                case (nil, .packages(let locked)): layers.append(try await self.layers(of: locked))
                case (nil, .download(let url, let digest)):
                    layers.append([TarLayer(try await download(url, digest), expected: .init(digest: digest))])
                case (nil, let source): layers.append(try self.layers(of: try await image(of: source)))
                }
            } catch let error as LayerError { problems.append(error) } catch let errors as LayerErrors {
                problems += errors.all
            }
        }
        if let errors = LayerErrors(problems) { throw errors }
        return layers
    }

    /// An image's files on this machine: they are got where they are elsewhere, and checked where their digest is known.
    private func image(of source: ImageInputs.Source) async throws -> LayerSource {
        switch source {
        case .local(let source): return source
        case .dockerArchive(let place, let digest, let platform):
            guard source.path == nil else {
                try FileBlob(path: place).check(digest)
                return .dockerArchive(path: place, .only, platform)
            }
            _ = try await download(place, digest)
            return .dockerArchive(path: store.path(digest), .only, platform)
        case .download, .packages:
            throw LayerError(
                .unsupported, source.name, "it is no container image",
                remedy: "name a docker archive or an OCI layout")
        }
    }
}
