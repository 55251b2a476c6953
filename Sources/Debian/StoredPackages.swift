import Documents
package import Layers
import Values

/// Locked packages whose files are in the store, in the words of an archive.
package enum StoredPackages {
    /// The paragraph of an index for a package, from its own file.
    static func stanza(
        _ package: LockedPackage, path: String, in store: ContentStore
    ) throws(LayerError) -> ControlStanza {
        guard let blob = store.file(package.digest, size: package.size, name: package.identity.description),
            try store.verify(package.digest)
        else { throw gone(package) }
        let control = try DebPackage.control(of: blob)
        let found = try? PackageIdentity(control)
        guard found == package.identity else {
            throw LayerError(
                .damaged, package.identity.description, "its file says that it is \(found?.description ?? "nothing")",
                remedy: "check who wrote the lock file, and lock again with `basalt lock --update`")
        }
        return control.adding([
            ("Filename", path), ("Size", String(package.size)), ("SHA256", package.digest.hexadecimal),
        ])
    }

    /// What is locked and still in the store, so that it can stay as it is though its archive has moved on.
    package static func indices(
        _ packages: [LockedPackage], in store: ContentStore
    ) throws(LayerError) -> ArchiveIndices {
        var text = ""
        for package in packages where store.file(package.digest, size: package.size) != nil {
            text += try stanza(package, path: package.path, in: store).text + "\n"
        }
        let archive = DebianArchive(url: store.root, suite: "./", components: [])
        return ArchiveIndices(
            archive: archive, date: nil, indices: [try PackageIndex(Array(text.utf8), name: store.root)])
    }

    /// A repository of the packages for apt: their files, and the index `Packages`.
    static func write(
        _ packages: [LockedPackage], from store: ContentStore, to folder: TemporaryFolder
    ) throws(LayerError) {
        var index = ""
        for package in packages {
            let name = "\(package.identity.name)_\(package.identity.architecture).deb"
            index += try stanza(package, path: "./" + name, in: store).text + "\n"
            try folder.place(store.path(package.digest), as: name)
        }
        try folder.write(Array(index.utf8), to: "Packages")
    }

    static func gone(_ package: LockedPackage) -> LayerError {
        LayerError(
            .packageGone, package.identity.description, "it is not in the package store, or its file is damaged",
            remedy: "get it again with `basalt lock`")
    }
}
