import Values

extension LockedLayer {
    /// The layers of a `debs:` layer: its packages by name, each a layer of its own, read from the store.
    package func layers(in store: ContentStore) throws(LayerErrors) -> [any Layer] {
        var problems = Problems()
        var layers: [any Layer] = []
        for package in packages {
            guard let blob = store.file(package.digest, size: package.size, name: package.identity.description) else {
                problems.add(
                    LayerError(
                        .packageGone, request.name,
                        "\(package.identity) is not in the package store `\(store.root)`",
                        remedy: "get it with `basalt lock`, or a newer one with "
                            + "`basalt lock --update \(package.identity.name)`"))
                continue
            }
            layers.append(DebLayer(blob, name: package.identity.description, digest: package.digest))
        }
        try problems.check()
        return layers
    }
}
