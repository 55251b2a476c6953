/// What a kernel module says about itself: in its section `.modinfo` in strings `KEY=VALUE` that each end with a zero,
/// and in its symbols `__ksymtab_NAME` for what it exports.
///
/// Source: Linux, include/linux/module.h (`MODULE_INFO`) and include/linux/export-internal.h (`__KSYMTAB`).
package struct ModuleInfo: Equatable, Sendable {
    /// `depends`: names of the modules whose symbols it uses.
    package var dependencies: [String]
    /// `vermagic`: the kernel it was built for; nil where it does not say.
    package var versionMagic: String?
    /// `alias`: patterns of devices and the like that it serves, in their order.
    package var aliases: [String]
    /// `softdep`: modules to load before and after it, as `pre: a b post: c`.
    package var softDependencies: [String]
    /// `weakdep`: modules that it may load itself.
    package var weakDependencies: [String]
    /// Symbols that others may use.
    package var symbols: [String]

    package init(
        dependencies: [String] = [], versionMagic: String? = nil, aliases: [String] = [],
        softDependencies: [String] = [], weakDependencies: [String] = [], symbols: [String] = []
    ) {
        self.dependencies = dependencies
        self.versionMagic = versionMagic
        self.aliases = aliases
        self.softDependencies = softDependencies
        self.weakDependencies = weakDependencies
        self.symbols = symbols
    }

    /// - Parameter module: the whole file, decompressed.
    package init(module: [UInt8]) throws(BootDiskError) {
        let file = try ELFFile(module)
        guard let section = try file.section(named: ".modinfo") else {
            throw BootDiskError(.damaged, .modules, ".modinfo", "is missing: this is no kernel module")
        }
        self.init()
        for string in file.strings(in: section) {
            let parts = string.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "depends": dependencies += parts[1].split(separator: ",").map(String.init)
            case "vermagic": versionMagic = parts[1]
            case "alias": aliases.append(parts[1])
            case "softdep": softDependencies.append(parts[1])
            case "weakdep": weakDependencies.append(parts[1])
            default: continue
            }
        }
        symbols = try file.symbols(startingWith: "__ksymtab_")
    }

    /// The release of the kernel that it was built for: `6.12.0-cloud-amd64`.
    package var kernelRelease: String? { versionMagic.flatMap { $0.split(separator: " ").first.map(String.init) } }
}
