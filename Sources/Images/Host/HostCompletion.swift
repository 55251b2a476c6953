import Archives
import Layers
import RootTree
import Values

/// Follows a recipe while layers stream by: keeps the files that it wants, and completes the policy once the layers are
/// merged.
final class HostCompletion {
    let recipe: HostRecipe
    private(set) var derived = DerivedFiles()
    private let stack: LayerStack
    private let names: FileNames
    private let cache: PackCache?
    private var bytes: [ContentSource: [UInt8]] = [:]
    private var current: (source: ContentSource, file: CollectedFile)?

    /// - Parameter names: of the files that the layers hold.
    init(_ recipe: HostRecipe, _ stack: LayerStack, _ names: FileNames, _ cache: PackCache?) {
        self.recipe = recipe
        self.names = names
        self.stack = stack
        self.cache = cache
    }

    /// - Returns: whether the policy removes the file, so that it is offered for the recipe alone.
    func begin(_ file: LayerFile) -> Bool {
        closeFile()
        guard recipe.derive != nil, recipe.wanted.matches(file.path) else { return false }
        current = (file.source, CollectedFile(size: file.size))
        return recipe.policy.removed.matches(file.path)
    }

    func append(_ block: ArchiveBlock) { current?.file.append(block) }

    private func closeFile() {
        if let (source, file) = current { bytes[source] = file.complete }
        current = nil
    }

    func complete(_ merged: RootTree) throws(LayerErrors) -> HostPolicy {
        closeFile()
        guard let derive = recipe.derive else { return recipe.policy }
        let name = cache?.name(ofDerived: recipe.identity, merged.files(matching: recipe.wanted), names)
        if let name, let known = cache?.derived(name, merged, names) {
            derived = known
        } else {
            let files = LayerFiles(merged, stack, bytes: bytes)
            derived = try derive(files)
            if let name { cache?.store(derived, files.used, names, as: name) }
        }
        bytes = [:]
        var policy = recipe.policy
        for (path, content) in derived.written.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            policy.written.append(
                HostPolicy.Written(path, .file(content), Attributes(mode: 0o644, modified: recipe.modified)))
        }
        return policy
    }
}
