package import Documents
import Values

/// Reads a profile and everything it extends, and lays them over each other.
package struct ProfileLoader {
    private let files: any FileAccess
    private let reader = YAMLReader()
    /// Profiles that stand on the way from the root to the one being read, for cycles.
    private var chain: [(path: String, origin: Origin?)] = []
    /// Profiles read so far, each with what it extends; nil for one that could not be read.
    private var loaded: [String: [Layer]?] = [:]
    /// For every shipped profile that was read, the item of `extends` in the user's own file that led to it.
    private var waysIn: [String: Origin] = [:]
    private static let maximumChain = 32

    /// One document of a profile, without its `extends`.
    private struct Layer {
        let path: String
        let document: Node
    }

    package init(files: any FileAccess) { self.files = files }

    /// The composed profile before its role and `--set`; nil when a document could not be read.
    ///
    /// What has a wrong shape is reported and composed all the same.
    package mutating func load(_ file: SourceFile, into diagnostics: inout Diagnostics) -> Node? {
        guard let document = reader.read(file, into: &diagnostics) else {
            if !diagnostics.hasErrors { Self.reportEmpty(file, into: &diagnostics) }
            return nil
        }
        return load(document, into: &diagnostics)
    }

    /// The same for a document that is parsed already.
    package mutating func load(_ document: Node, into diagnostics: inout Diagnostics) -> Node? {
        let file = document.origin.file
        let path = Self.normalized(file.name)
        guard let layers = layers(document, file: file, path: path, origin: nil, into: &diagnostics) else { return nil }
        return layers.dropFirst().reduce(layers[0].document) { base, layer in
            ProfileLayers.compose(base, layer.document, ProfileSchema.profile)
        }
    }

    /// The same problems; one that names no line of the user's gets the line that brought the shipped profile in.
    package func naming(_ diagnostics: Diagnostics) -> Diagnostics {
        diagnostics.map { problem in
            guard problem.places.allSatisfy(\.file.isShipped),
                let way = problem.places.lazy.compactMap({ waysIn[$0.file.name] }).first
            else { return problem }
            return problem.adding(.init("the shipped profile is extended here", at: way))
        }
    }

    package static func reportEmpty(_ file: SourceFile, into diagnostics: inout Diagnostics) {
        diagnostics.error(
            .missingValue, "`\(file.name)` holds no document", origin: nil,
            remedy: "`basalt init` writes a profile to start from")
    }

    /// The document and what it extends, in the order in which they lie over each other. Each stands there once, at
    /// its first place: a base that two profiles share must not undo what the first of them changed.
    private mutating func layers(
        _ document: Node, file: SourceFile, path: String, origin: Origin?, into diagnostics: inout Diagnostics
    ) -> [Layer]? {
        chain.append((path, origin))
        defer { chain.removeLast() }
        var check = SchemaCheck()
        let document = Self.rejectingImageInRoles(document, into: &diagnostics)
        check.check(document, .object(ProfileSchema.profile))
        diagnostics.add(check.diagnostics)
        let kind = document["kind"]?.string ?? "Profile"
        guard document.mapping != nil, kind == "Profile" else { return nil }

        var result: [Layer] = []
        var seen: Set<String> = []
        var isComplete = true
        // A name in place of a list has been reported; what it brings is not missed on top of that.
        for base in document["extends"].map({ $0.items ?? [$0] }) ?? [] {
            guard let name = base.string else { continue }
            guard let layers = extended(name, at: base.origin, from: file, into: &diagnostics) else {
                isComplete = false
                continue
            }
            for layer in layers where seen.insert(layer.path).inserted { result.append(layer) }
        }
        // A document with a wrong shape is composed all the same: rules between fields find the rest of what is wrong.
        guard isComplete else { return nil }
        var own = document
        own["extends"] = nil
        return result + [Layer(path: path, document: own)]
    }

    /// `image` in a role has a reason of its own, better than "unknown key"; it is taken out, so that it is said once.
    private static func rejectingImageInRoles(_ document: Node, into diagnostics: inout Diagnostics) -> Node {
        var result = document
        for role in document["roles"]?.mapping?.entries ?? [] {
            guard let entry = role.value.mapping?.entry("image") else { continue }
            diagnostics.error(
                .unknownKey, "a role cannot change `image`: one image serves all roles",
                at: NodePath([.key("roles"), .key(role.key), .key("image")]), origin: entry.keyOrigin,
                remedy: "move it to the top of the profile, or write a second profile")
            let steps: [NodePath.Step] = [.key("roles"), .key(role.key)]
            result = result.changing(steps[...]) { role in
                var role = role
                role["image"] = nil
                return role
            }
        }
        return result
    }

    private mutating func extended(
        _ name: String, at origin: Origin, from file: SourceFile, into diagnostics: inout Diagnostics
    ) -> [Layer]? {
        guard let (base, path) = open(name, at: origin, from: file, into: &diagnostics) else { return nil }
        if base.isShipped, waysIn[base.name] == nil {
            waysIn[base.name] = (chain.map(\.origin) + [origin]).last { $0?.file.isShipped == false } ?? nil
        }
        if let start = chain.firstIndex(where: { $0.path == path }) {
            let circle = chain[start...].map(\.path) + [path]
            diagnostics.error(
                .extendsCycle, "`extends` runs in a circle: \(circle.joined(separator: " → "))",
                at: NodePath([.key("extends")]), origin: origin, remedy: "remove one of these `extends`")
            return nil
        }
        guard chain.count < Self.maximumChain else {
            diagnostics.error(
                .extendsCycle, "more than \(Self.maximumChain) profiles extend each other",
                at: NodePath([.key("extends")]),
                origin: origin, remedy: "shorten the chain")
            return nil
        }
        if let layers = loaded[path] { return layers }
        guard let document = reader.read(base, into: &diagnostics) else {
            if base.text.isEmpty { Self.reportEmpty(base, into: &diagnostics) }
            return nil
        }
        let layers = layers(document, file: base, path: path, origin: origin, into: &diagnostics)
        loaded.updateValue(layers, forKey: path)
        return layers
    }

    /// A file beside the extending one, else a shipped profile.
    private func open(
        _ name: String, at origin: Origin, from file: SourceFile, into diagnostics: inout Diagnostics
    ) -> (SourceFile, path: String)? {
        let shipped = Shipped.profile(name)
        if let directory = file.directory {
            let path = Self.normalized(join(directory, name))
            var problems = Diagnostics()
            if let base = files.document(path, origin: origin, into: &problems) { return (base, path) }
            guard shipped != nil, problems.all.allSatisfy({ $0.code == .fileMissing }) else {
                let near = nearestName(to: Shipped.stem(name), among: Shipped.profileNames)
                for problem in problems.all {
                    diagnostics.error(
                        problem.code, problem.message, at: NodePath([.key("extends")]), origin: problem.origin,
                        remedy: near.map { "did you mean the shipped profile `\($0)`?" }
                            ?? "shipped profiles: \(Shipped.profileNames.joined(separator: ", "))")
                }
                return nil
            }
        }
        guard let shipped else {
            diagnostics.error(
                .unknownProfile, "there is no shipped profile `\(name)`", at: NodePath([.key("extends")]),
                origin: origin,
                remedy: "shipped profiles: \(Shipped.profileNames.joined(separator: ", "))")
            return nil
        }
        return (shipped, shipped.name)
    }

    /// The path without `.` and without `name/..`, so that one file has one name.
    static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
