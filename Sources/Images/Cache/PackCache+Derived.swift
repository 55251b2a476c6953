import Layers
import RootTree
import Values

/// What was made of layers' files, kept under the names of these files.
///
///     derived/KEY   the files that were used by the way, each with its name; then what was made
extension PackCache {
    /// nil where the bytes of a layer have no name.
    func name(
        ofDerived recipe: String, _ files: [(path: [UInt8], content: FileContent)], _ names: FileNames
    ) -> String? {
        var writer = BinaryWriter()
        writer.append(Array(recipe.utf8))
        for (path, content) in files {
            guard let name = names[content.source] else { return nil }
            writer.append(path)
            writer.append(name)
        }
        return "derived/" + key(writer.bytes)
    }

    func derived(_ name: String, _ tree: RootTree, _ names: FileNames) -> DerivedFiles? {
        guard let bytes = files.load(name) else { return nil }
        do throws(BinaryReader.Damaged) {
            var reader = BinaryReader(bytes)
            for _ in 0..<(try reader.count()) {
                let (path, name) = (try reader.string(), try reader.string())
                let place: RootTree.Place? = try? tree.find(path, followsLast: true)
                guard let place, case .file(let content) = tree[place.node].kind,
                    names[content.source] == name
                else { return nil }
            }
            let derived = try DerivedFiles(&reader)
            return reader.isAtEnd ? derived : nil
        } catch { return nil }
    }

    func store(
        _ derived: DerivedFiles, _ used: [[UInt8]: ContentSource], _ names: FileNames, as name: String
    ) {
        var writer = BinaryWriter()
        writer.append(UInt64(used.count))
        for (path, source) in used.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            guard let name = names[source] else { return }
            writer.append(path)
            writer.append(name)
        }
        files.store(writer.bytes + derived.encoded, as: name)
    }
}
