/// Which modules there are, and in which order they are loaded: `modules.dep`, `modules.softdep`, `modules.builtin`.
///
///     kernel/fs/overlayfs/overlay.ko:
///     kernel/drivers/md/dm-verity.ko.xz: kernel/drivers/md/dm-bufio.ko.xz kernel/drivers/md/dm-mod.ko.xz
///
/// Each line names a module and all that it needs, directly or not; the last is loaded first. A line of
/// `modules.softdep` is `softdep NAME pre: NAME… post: NAME…` and names what to load before and after, where it exists.
/// A line of `modules.builtin` is a path.
///
/// Source: modules.dep(5); modprobe.d(5), "softdep"; Linux, Documentation/kbuild/kbuild.rst, "modules.builtin".
package struct ModuleDependencies: Sendable {
    private struct Module {
        let path: String
        /// Paths, the first to be loaded in front.
        let needs: [String]
    }

    /// Modules that are good to have before and after another.
    private struct Companions {
        var before: [ModuleName] = []
        var after: [ModuleName] = []
    }

    private let modules: [ModuleName: Module]
    private let companions: [ModuleName: Companions]
    private let builtIn: Set<ModuleName>

    /// - Parameters:
    ///   - dependencies: the bytes of `modules.dep`.
    ///   - softDependencies: the bytes of `modules.softdep`.
    ///   - builtIn: the bytes of `modules.builtin`.
    package init(
        dependencies: [UInt8], softDependencies: [UInt8] = [], builtIn: [UInt8] = []
    ) throws(BootDiskError) {
        var modules: [ModuleName: Module] = [:]
        for (number, line) in Self.lines(dependencies) {
            func failure(_ reason: String) -> BootDiskError {
                BootDiskError(.damaged, .modules, "modules.dep, line \(number)", reason)
            }
            guard let colon = line.firstIndex(of: ":") else { throw failure("has no colon") }
            let path = String(line[..<colon])
            guard let name = ModuleName(path: path) else { throw failure("does not start with a module") }
            let needs = line[colon...].dropFirst().split(separator: " ").map(String.init)
            guard modules.updateValue(Module(path: path, needs: needs.reversed()), forKey: name) == nil else {
                throw failure("is about `\(name)`, which has a line already")
            }
        }
        self.modules = modules
        companions = Self.lines(softDependencies).reduce(into: [:]) { all, line in
            let words = line.text.split(separator: " ").map(String.init)
            guard words.count > 2, words[0] == "softdep" else { return }
            var place: WritableKeyPath<Companions, [ModuleName]>?
            for word in words.dropFirst(2) {
                switch (word, place) {
                case ("pre:", _): place = \.before
                case ("post:", _): place = \.after
                case (_, let place?):
                    all[ModuleName(words[1]), default: Companions()][keyPath: place].append(ModuleName(word))
                case (_, nil): continue
                }
            }
        }
        self.builtIn = Set(Self.lines(builtIn).compactMap { ModuleName(path: $0.text) })
    }

    /// Not empty and no comment, with their numbers from 1.
    private static func lines(_ bytes: [UInt8]) -> [(number: Int, text: String)] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.isEmpty && $0.element.first != UInt8(ascii: "#") }
            .map { ($0.offset + 1, String(decoding: $0.element, as: UTF8.self)) }
    }

    /// The paths of the modules that must be loaded for all of `wanted`, in that order, each once. What is built into
    /// the kernel is left out.
    /// - Throws: all names that the kernel does not have, in one error.
    package func loadOrder(_ wanted: [String]) throws(BootDiskError) -> [String] {
        let names = wanted.map { ModuleName(path: $0) ?? ModuleName($0) }
        let unknown = names.filter { modules[$0] == nil && !builtIn.contains($0) }
        guard unknown.isEmpty else {
            let list = unknown.map { "`\($0)`" }.joined(separator: ", ")
            throw BootDiskError(
                .missing, .modules, list, "are neither modules of this kernel nor built into it: check their names")
        }
        var load = LoadOrder()
        for name in names { try add(name, to: &load, depth: 0) }
        return load.paths
    }

    private struct LoadOrder {
        var paths: [String] = []
        /// Modules whose needs are in `paths`, or are about to be.
        var seen: Set<ModuleName> = []
    }

    /// Adds a module behind all that it needs, as modprobe does: each of them between its companions.
    private func add(_ name: ModuleName, to load: inout LoadOrder, depth: Int) throws(BootDiskError) {
        guard let module = modules[name], !load.seen.contains(name) else { return }
        guard depth < 64 else {
            throw BootDiskError(.limit, .modules, "`\(name)`", "is a companion of a companion, more than 64 times")
        }
        for path in module.needs + [module.path] {
            guard let need = ModuleName(path: path), modules[need]?.path == path else {
                throw BootDiskError(
                    .damaged, .modules, "modules.dep", "says that `\(module.path)` needs `\(path)`, which has no line")
            }
            guard load.seen.insert(need).inserted else { continue }
            for companion in companions[need]?.before ?? [] { try add(companion, to: &load, depth: depth + 1) }
            load.paths.append(path)
            for companion in companions[need]?.after ?? [] { try add(companion, to: &load, depth: depth + 1) }
        }
    }
}
