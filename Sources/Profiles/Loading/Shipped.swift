package import Documents

/// Profiles and templates that come with Basalt, compiled in so that the tool is one file.
package enum Shipped {
    /// The shipped profile called `name` (with or without `.yaml`); nil when there is none.
    package static func profile(_ name: String) -> SourceFile? {
        file(name, in: ShippedFiles.profiles, folder: "profiles")
    }

    /// The shipped template called `name` (with or without `.yaml`); nil when there is none.
    package static func template(_ name: String) -> SourceFile? {
        file(name, in: ShippedFiles.templates, folder: "ignition-templates")
    }

    /// Sorted names, without `.yaml`.
    package static var profileNames: [String] { ShippedFiles.profiles.map(\.name) }
    package static var templateNames: [String] { ShippedFiles.templates.map(\.name) }

    static func stem(_ name: String) -> String { name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name }

    fileprivate static let prefix = "shipped:"

    private static func file(_ name: String, in files: [ShippedFiles.File], folder: String) -> SourceFile? {
        let stem = stem(name)
        return files.first { $0.name == stem }.map {
            SourceFile(name: "\(prefix)\(folder)/\(stem).yaml", directory: nil, text: $0.text)
        }
    }
}

extension SourceFile {
    /// Whether the file came with Basalt, so that its lines are not the user's to change.
    package var isShipped: Bool { name.hasPrefix(Shipped.prefix) }
}
