extension ModuleIndex {
    /// The files for the folder of the kernel's release, by name and sorted by it.
    package func files() throws(BootDiskError) -> [(name: String, bytes: [UInt8])] {
        let texts = [
            ("modules.alias", aliases), ("modules.dep", dependencies), ("modules.devname", deviceNames),
            ("modules.softdep", softDependencies), ("modules.symbols", symbols), ("modules.weakdep", weakDependencies),
        ].map { ($0.0, Array($0.1.utf8)) }
        let binaries = try [
            ("modules.alias.bin", aliasTrie()), ("modules.builtin.alias.bin", builtInAliasTrie()),
            ("modules.builtin.bin", builtInTrie()), ("modules.dep.bin", dependencyTrie()),
            ("modules.symbols.bin", symbolTrie()),
        ].map { ($0.0, $0.1.encoded()) }
        return (texts + binaries).sorted { $0.0 < $1.0 }
    }

    private var dependencyLines: [String] {
        modules.map { module in "\(module.path):" + module.needs.map { " \(modules[$0].path)" }.joined() }
    }

    /// Symbols with the index of the first module that exports them, sorted.
    private var exports: [(symbol: String, module: Int)] {
        var owners: [String: Int] = [:]
        for (place, module) in modules.enumerated() {
            for symbol in module.info.symbols where owners[symbol] == nil { owners[symbol] = place }
        }
        return owners.map { ($0.key, $0.value) }.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }

    // MARK: Text

    private var dependencies: String { dependencyLines.map { $0 + "\n" }.joined() }

    private var aliases: String {
        lines("# Aliases extracted from modules themselves.", "alias") { module in
            module.info.aliases.map { "\($0) \(module.name)" }
        }
    }

    private var softDependencies: String {
        lines("# Soft dependencies extracted from modules themselves.", "softdep") { module in
            module.info.softDependencies.map { "\(module.name) \($0)" }
        }
    }

    private var weakDependencies: String {
        lines("# Weak dependencies extracted from modules themselves.", "weakdep") { module in
            module.info.weakDependencies.map { "\(module.name) \($0)" }
        }
    }

    private var symbols: String {
        "# Aliases for symbols, used by symbol_request().\n"
            + exports.map { "alias symbol:\($0.symbol) \(modules[$0.module].name)\n" }.joined()
    }

    private func lines(_ title: String, _ word: String, _ values: (Module) -> [String]) -> String {
        title + "\n" + modules.flatMap(values).map { "\(word) \($0)\n" }.joined()
    }

    /// Modules that make a device node when someone opens it: `fuse fuse c10:229`. Empty where there are none.
    private var deviceNames: String {
        let nodes = modules.compactMap { module in
            DeviceNode(aliases: module.info.aliases).map { "\(module.name) \($0)\n" }
        }
        return nodes.isEmpty ? "" : "# Device nodes to trigger on-demand module loading.\n" + nodes.joined()
    }

    // MARK: Binary

    private func dependencyTrie() throws(BootDiskError) -> IndexTrie {
        var trie = IndexTrie()
        for (place, line) in dependencyLines.enumerated() {
            try trie.insert("\(modules[place].name)", line, priority: UInt32(place))
        }
        return trie
    }

    private func aliasTrie() throws(BootDiskError) -> IndexTrie {
        var trie = IndexTrie()
        for (place, module) in modules.enumerated() {
            for alias in module.info.aliases {
                try trie.insert(Self.normalized(alias), "\(module.name)", priority: UInt32(place))
            }
        }
        return trie
    }

    private func symbolTrie() throws(BootDiskError) -> IndexTrie {
        var trie = IndexTrie()
        for (symbol, module) in exports {
            try trie.insert("symbol:\(symbol)", "\(modules[module].name)", priority: UInt32(module))
        }
        return trie
    }

    private func builtInTrie() throws(BootDiskError) -> IndexTrie {
        var trie = IndexTrie()
        for name in builtIn.names { try trie.insert("\(name)", "", priority: 0) }
        return trie
    }

    private func builtInAliasTrie() throws(BootDiskError) -> IndexTrie {
        var trie = IndexTrie()
        for (alias, name) in builtIn.aliases { try trie.insert(Self.normalized(alias), "\(name)", priority: 0) }
        return trie
    }

    /// Dashes outside of brackets become underscores, as kmod looks patterns up.
    private static func normalized(_ alias: String) -> String {
        var inBrackets = false
        return String(
            alias.map { character in
                switch character {
                case "[": inBrackets = true
                case "]": inBrackets = false
                case "-" where !inBrackets: return "_"
                default: break
                }
                return character
            })
    }
}
