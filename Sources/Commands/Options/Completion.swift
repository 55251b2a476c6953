import ArgumentParser
import Documents
import Fleet
import Images
import Profiles

/// What shells offer for an argument. Whatever cannot be read is not offered.
extension CompletionKind {
    /// Profiles and fleet files.
    static var yaml: CompletionKind { .file(extensions: ["yaml", "yml"]) }

    /// `NAME@VERSION` of the store's images, the newest version of a name last.
    static var images: CompletionKind { .custom { _, _, _ in manifests.map(\.reference) } }

    static var imageNames: CompletionKind { .custom { _, _, _ in Set(manifests.map(\.name)).sorted() } }

    static var runs: CompletionKind { .custom { _, _, _ in runNames } }

    /// Fleets that have had runs, which are called `FLEET-YYYYMMDD-HHMMSS`.
    static var fleets: CompletionKind {
        .custom { _, _, _ in
            Set(runNames.compactMap { $0.wholeMatch(of: /(.+)-\d{8}-\d{6}(?:-\d+)?/).map { String($0.1) } }).sorted()
        }
    }

    /// Fields of a profile, or with `--kind fleet` of a fleet file: those below what is typed already.
    static var fields: CompletionKind {
        .custom { words, _, typed in
            let document: DocumentKind = words.contains("fleet") ? .fleet : .profile
            let parent = typed.lastIndex(of: ".").map { String(typed[..<$0]) } ?? ""
            let found = try? FieldDocumentation.find(parent, in: document)
            return (found?.fields ?? []).map { parent.isEmpty ? $0.name : "\(parent).\($0.name)" }.sorted()
        }
    }

    private static var manifests: [ImageManifest] {
        let store = Environment.folders.store.map { ImageStore(path: $0) }
        return ((try? store?.entries()) ?? []).map(\.manifest)
    }

    private static var runNames: [String] {
        Environment.folders.state.flatMap { try? DirectoryStore(root: $0).runs() } ?? []
    }
}
