/// All modules of a kernel, in depmod's order, and what each needs: what depmod would write beside them.
///
/// Needed because the kernel's package makes these files in a script at its installation, and here packages are only
/// unpacked.
///
/// Source: depmod(8), modules.dep(5); the forms of the files are those of kmod 30 to 34.
package struct ModuleIndex: Sendable {
    struct Module: Sendable {
        let name: ModuleName
        let path: String
        let info: ModuleInfo
        /// Indices of all modules that it needs, directly or not; the last is loaded first.
        var needs: [Int] = []
    }

    /// Their indices are the priorities in binary files.
    let modules: [Module]
    let builtIn: BuiltInModules

    /// - Parameters:
    ///   - release: the kernel's, which all modules must have been built for: `6.12.0-cloud-amd64`.
    ///   - order: the bytes of `modules.order`: the modules that come first.
    ///   - builtIn: the bytes of `modules.builtin`.
    ///   - builtInInfo: the bytes of `modules.builtin.modinfo`.
    package init(
        release: String, modules: [KernelModule], order: [UInt8], builtIn: [UInt8], builtInInfo: [UInt8]
    ) throws(BootDiskError) {
        var all: [Module] = []
        for module in modules {
            guard let name = ModuleName(path: module.path), !module.path.contains(where: \.isWhitespace) else {
                throw BootDiskError(.invalidInput, .modules, module.path, "is no path of a kernel module")
            }
            guard module.info.kernelRelease == release else {
                let other = module.info.kernelRelease.map { "kernel `\($0)`" } ?? "an unknown kernel"
                throw BootDiskError(
                    .invalidInput, .modules, module.path,
                    "was built for \(other), and the kernel is `\(release)`: take both from one package")
            }
            all.append(Module(name: name, path: module.path, info: module.info))
        }
        Self.sort(&all, by: order)
        try Self.resolve(&all)
        self.modules = all
        self.builtIn = BuiltInModules(list: builtIn, info: builtInInfo)
    }

    /// Modules that the order names come first, in its order; the others by their paths. The order has no endings of
    /// compressed files.
    private static func sort(_ modules: inout [Module], by order: [UInt8]) {
        var places: [String: Int] = [:]
        for (place, line) in order.split(separator: 0x0A).enumerated() {
            places[String(decoding: line, as: UTF8.self)] = place
        }
        func key(_ module: Module) -> (Int, String) {
            let ending = ModuleName.endings.first(where: module.path.hasSuffix) ?? ""
            return (places[module.path.dropLast(ending.count) + ".ko"] ?? .max, module.path)
        }
        modules = modules.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Finds what each module needs, directly or not.
    private static func resolve(_ modules: inout [Module]) throws(BootDiskError) {
        var places: [ModuleName: Int] = [:]
        for (place, module) in modules.enumerated() {
            if let other = places.updateValue(place, forKey: module.name) {
                throw BootDiskError(
                    .invalidInput, .modules, module.path, "has the name of `\(modules[other].path)`: keep one of them")
            }
        }
        var direct: [[Int]] = []
        for module in modules {
            var needs: [Int] = []
            for name in module.info.dependencies.map({ ModuleName($0) }) {
                guard let need = places[name] else {
                    throw BootDiskError(.missing, .modules, module.path, "needs `\(name)`, which is not there")
                }
                if !needs.contains(need) { needs.append(need) }
            }
            direct.append(needs)
        }
        let order = try sorted(direct, modules)
        // From what needs nothing up: what a module needs is complete when its turn comes.
        var complete = [Set<Int>](repeating: [], count: modules.count)
        for place in order.indices.sorted(by: { order[$0] > order[$1] }) {
            for need in direct[place] { complete[place].formUnion(complete[need].union([need])) }
            modules[place].needs = complete[place].sorted { order[$0] < order[$1] }
        }
    }

    /// For each module its place in an order in which whatever needs a module stands before it.
    ///
    /// Always the module that was found last to be needed by nothing further comes next, as with depmod.
    private static func sorted(_ direct: [[Int]], _ modules: [Module]) throws(BootDiskError) -> [Int] {
        var users = [Int](repeating: 0, count: direct.count)
        for need in direct.joined() { users[need] += 1 }
        var free = direct.indices.filter { users[$0] == 0 }
        var places = [Int?](repeating: nil, count: direct.count)
        var next = 0
        while let module = free.popLast() {
            places[module] = next
            next += 1
            for need in direct[module] {
                users[need] -= 1
                if users[need] == 0 { free.append(need) }
            }
        }
        if let looping = places.firstIndex(of: nil) {
            throw BootDiskError(
                .damaged, .modules, modules[looping].path, "is in a circle of modules that need each other")
        }
        return places.compactMap(\.self)
    }
}
