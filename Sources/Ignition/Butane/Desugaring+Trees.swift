import Documents

extension Desugaring {
    /// Copies local folders onto the host. An entry of the document without content lends its path, mode and owner to
    /// the tree's file; any other entry at the same path is an error.
    mutating func addTrees(of body: Node, to config: Node, at path: NodePath) -> Node {
        let trees = body["storage"]?["trees"]?.items ?? []
        guard !trees.isEmpty else { return config }
        var nodes = StorageNodes(config, origin: trees[0].origin)
        for (index, tree) in trees.enumerated() {
            guard let name = tree.text("local") else { continue }
            do throws(LocalProblem) {
                let place = try reader.locate(name, for: tree)
                guard place.isFolder else {
                    throw LocalProblem(
                        code: .wrongValue, message: "`\(shortened(name))` is not a folder",
                        remedy: "copy a single file with `files`")
                }
                try copy(Branch(tree, source: place.path, name: name), to: &nodes, at: path / index)
            } catch {
                self.error(error, at: path / index, origin: tree.origin)
            }
        }
        return nodes.joined(with: config)
    }

    /// A folder of a tree.
    private struct Branch {
        let tree: Node
        /// The folder on this machine.
        let source: String
        /// The same as the user would write it.
        let name: String
        /// The folder on the host.
        let target: String

        init(_ tree: Node, source: String, name: String) {
            self.init(tree, source: source, name: name, target: CleanPath.clean(tree.text("path") ?? "/"))
        }

        private init(_ tree: Node, source: String, name: String, target: String) {
            self.tree = tree
            self.source = source
            self.name = name
            self.target = target
        }

        func child(_ entry: String) -> Branch {
            Branch(tree, source: join(source, entry), name: join(name, entry), target: CleanPath.join(target, entry))
        }

        var needsFolders: Bool { ["dir_mode", "user", "group"].contains { tree[$0].map { !$0.isEmpty } ?? false } }
    }

    private mutating func copy(_ branch: Branch, to nodes: inout StorageNodes, at path: NodePath) throws(LocalProblem) {
        if branch.needsFolders {
            let mode = branch.tree["dir_mode"] ?? .integer(0o755, origin: branch.tree.origin)
            let folder = entry(branch, ["mode": mode])
            if !nodes.add(folder, .directories, branch.target) { exists(branch, at: path) }
        }
        for item in try reader.entries(branch.source, named: branch.name) {
            let child = branch.child(item.name)
            switch item.kind {
            case .folder: try copy(child, to: &nodes, at: path)
            case .file(let isExecutable): try copyFile(child, isExecutable, to: &nodes, at: path)
            case .link(let target): copyLink(child, target, to: &nodes, at: path)
            case .special:
                diagnostics.error(
                    .fileUnreadable, "`\(shortened(child.name))` is a device, pipe or socket", at: path,
                    origin: branch.tree.origin.firstLine, remedy: "a tree holds files, folders and links; remove it")
            }
        }
    }

    private mutating func copyFile(
        _ branch: Branch, _ isExecutable: Bool, to nodes: inout StorageNodes, at path: NodePath
    ) throws(LocalProblem) {
        let file = nodes[.files, branch.target]
        guard file != nil || !nodes.has(branch.target), file?["contents"]?.text("source") == nil else {
            return exists(branch, at: path)
        }
        let make = Maker(origin: branch.tree.origin)
        var contents = file?["contents"]?.mapping ?? Mapping()
        fill(&contents, try reader.read(branch.source, named: branch.name), make)
        var result = file ?? entry(branch, [:])
        let origin = result["contents"]?.origin ?? branch.tree.origin
        result["contents"] = Node(.mapping(contents), origin: origin)
        if result["mode"] == nil {
            result["mode"] = branch.tree["file_mode"] ?? make.number(isExecutable ? 0o755 : 0o644)
        }
        nodes.set(result, .files, branch.target)
    }

    private mutating func copyLink(_ branch: Branch, _ target: String, to nodes: inout StorageNodes, at path: NodePath)
    {
        let link = nodes[.links, branch.target]
        guard link != nil || !nodes.has(branch.target), link?.text("target") == nil else {
            return exists(branch, at: path)
        }
        var result = link ?? entry(branch, [:])
        result["target"] = Maker(origin: branch.tree.origin).text(target)
        nodes.set(result, .links, branch.target)
    }

    /// A new entry at the branch's path, with the tree's owners.
    private func entry(_ branch: Branch, _ rest: KeyValuePairs<String, Node>) -> Node {
        let make = Maker(origin: branch.tree.origin)
        var node = make.object([
            "path": make.text(branch.target), "user": branch.tree["user"], "group": branch.tree["group"],
        ])
        for (key, value) in rest { node[key] = value }
        return node
    }

    private mutating func exists(_ branch: Branch, at path: NodePath) {
        diagnostics.error(
            .twoOwners,
            "`\(shortened(branch.name))` would be written to `\(shortened(branch.target))`, which another entry owns",
            at: path, origin: branch.tree.origin.firstLine, remedy: "remove one of the two")
    }
}
