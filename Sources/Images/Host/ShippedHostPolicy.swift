import Documents
package import Layers
import RootTree

/// What every host has, whatever its layers say: `image/policy.yaml` and the files of `image/root`.
///
/// That they are well-formed is tested; what is not is left out.
package enum ShippedHostPolicy {
    /// - Parameters:
    ///   - name: the image's.
    ///   - version: the image's.
    ///   - modified: when what the policy makes was changed, in seconds since 1970.
    ///   - alsoRemoved: what the profile leaves out besides.
    package static func make(
        name: String, version: String, modified: Int64, alsoRemoved: [Glob] = []
    ) -> HostPolicy {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "policy.yaml", directory: nil, text: ShippedHostFiles.policy)
        let root = YAMLReader().read(file, into: &diagnostics)
        var policy = HostPolicy()
        policy.forbidsPackageManagers = true
        let globs = (root?["remove"]?.items ?? []).compactMap { $0.string.flatMap(Glob.init) }
        policy.removed = GlobSet(globs + alsoRemoved)
        func entries(_ key: String) -> [(path: [UInt8], value: String)] {
            (root?[key]?.mapping?.entries ?? []).compactMap { entry in
                entry.value.string.map { (path(entry.key), $0) }
            }
        }
        policy.moves = entries("move").map { HostPolicy.Move($0.path, to: path($0.value)) }
        for (path, mode) in entries("directories") {
            let attributes = Attributes(mode: UInt16(mode, radix: 8) ?? 0o755, modified: modified)
            policy.written.append(HostPolicy.Written(path, .directory, attributes))
        }
        for (path, target) in entries("links") {
            let attributes = Attributes(mode: 0o777, modified: modified)
            policy.written.append(HostPolicy.Written(path, .symbolicLink(Array(target.utf8)), attributes))
        }
        for file in ShippedHostFiles.root {
            let text = filled(file.text, name: name, version: version)
            let attributes = Attributes(mode: file.isProgram ? 0o755 : 0o644, modified: modified)
            policy.written.append(HostPolicy.Written(path(file.path), .file(Array(text.utf8)), attributes))
        }
        return policy
    }

    /// The host's `/usr/lib/os-release`, which the kernel's image carries, too.
    package static func osRelease(name: String, version: String) -> String {
        let file = ShippedHostFiles.root.first { $0.path == "usr/lib/os-release" }
        return filled(file?.text ?? "", name: name, version: version)
    }

    /// The files that a boot of docker-host reads, in the order in which it does.
    package static var bootOrder: [[UInt8]] {
        ShippedHostFiles.bootOrder.utf8.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    /// `{{ name }}` and `{{ version }}` in a text.
    private static func filled(_ text: String, name: String, version: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if rest.hasPrefix("{{ name }}") {
                result += name
                rest = rest.dropFirst("{{ name }}".count)
            } else if rest.hasPrefix("{{ version }}") {
                result += version
                rest = rest.dropFirst("{{ version }}".count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }

    private static func path(_ text: String) -> [UInt8] { Array(text.drop { $0 == "/" }.utf8) }
}
