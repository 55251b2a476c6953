import Archives
import BootDisk
import Dispatch
import Layers
import Synchronization

/// The modules of the one kernel that a host has, and their indices.
struct KernelModuleFiles {
    /// The kernel's: the name of the modules' folder.
    let release: String
    /// What depmod would have written beside them, sorted by name.
    let indices: [(name: String, bytes: [UInt8])]
    /// By the path below the folder.
    private let modules: [String: [UInt8]]
    private let dependencies: ModuleDependencies

    /// The package that brings the kernel, for messages.
    var package: String { "linux-image-\(release)" }

    private static let folder = "usr/lib/modules/"

    init(_ files: LayerFiles) throws(LayerErrors) {
        let all = try files.files(matching: GlobSet([Glob("/" + Self.folder)].compactMap(\.self)))
        let releases = Set(all.compactMap { $0.path.dropFirst(Self.folder.count).split(separator: "/").first })
        guard let name = releases.first else {
            throw .missing("the modules of a kernel", "/usr/lib/modules", package: "linux-image-cloud-amd64")
        }
        guard releases.count == 1 else {
            throw LayerErrors(
                LayerError(
                    .badBootFile, "the layers",
                    "they hold the modules of several kernels: \(releases.sorted().joined(separator: ", "))",
                    remedy: "keep one kernel's packages; `remove` does not help, as the choice would be a guess"))
        }
        let release = String(name)
        self.release = release
        let start = Self.folder.count + release.utf8.count + 1
        let own = Dictionary(uniqueKeysWithValues: all.map { (String($0.path.dropFirst(start)), $0.bytes) })
        modules = own.filter { ModuleName(path: $0.key) != nil }
        let names = modules.keys.sorted()
        let infos = try Self.infos(names.map { (Self.folder + release + "/" + $0, own[$0] ?? []) })
        do throws(BootDiskError) {
            let index = try ModuleIndex(
                release: release, modules: zip(names, infos).map { KernelModule(path: $0, info: $1) },
                order: own["modules.order"] ?? [], builtIn: own["modules.builtin"] ?? [],
                builtInInfo: own["modules.builtin.modinfo"] ?? [])
            let files = try index.files()
            indices = files
            let made = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) })
            dependencies = try ModuleDependencies(
                dependencies: made["modules.dep"] ?? [], softDependencies: made["modules.softdep"] ?? [],
                builtIn: own["modules.builtin"] ?? [])
        } catch { throw LayerErrors(error, path: Self.folder + release) }
    }

    /// The modules that are there of those that are wanted, with what they need, in the order in which to load them.
    func loadOrder(_ wanted: [String]) throws(LayerErrors) -> [(name: String, bytes: [UInt8])] {
        let known = wanted.filter { (try? dependencies.loadOrder([$0])) != nil }
        do throws(BootDiskError) {
            return try dependencies.loadOrder(known).map { path in
                (path.split(separator: "/").last.map(String.init) ?? path, modules[path] ?? [])
            }
        } catch { throw LayerErrors(error, path: Self.folder + release) }
    }

    /// Whether the kernel has a module, built in or not.
    func has(_ module: String) -> Bool { (try? dependencies.loadOrder([module])) != nil }

    /// Reads what each module says of itself, on all processors.
    private static func infos(_ modules: [(path: String, bytes: [UInt8])]) throws(LayerErrors) -> [ModuleInfo] {
        let results = Mutex([Result<ModuleInfo, LayerErrors>?](repeating: nil, count: modules.count))
        DispatchQueue.concurrentPerform(iterations: modules.count) { place in
            let result = info(modules[place].path, modules[place].bytes)
            results.withLock { $0[place] = result }
        }
        var infos: [ModuleInfo] = []
        for result in results.withLock({ $0 }) {
            if let info = try result?.get() { infos.append(info) }
        }
        return infos
    }

    private static func info(_ path: String, _ bytes: [UInt8]) -> Result<ModuleInfo, LayerErrors> {
        let plain: [UInt8]
        do throws(ArchiveError) { plain = try decompressed(path, bytes) } catch {
            return .failure(LayerErrors(LayerError(error, "the layers", entry: Array(path.utf8))))
        }
        do throws(BootDiskError) { return .success(try ModuleInfo(module: plain)) } catch {
            return .failure(LayerErrors(error, path: path))
        }
    }

    /// Far more than the largest module of Debian's kernels, which has 9 MB.
    private static let largestModule = 256 << 20

    private static func decompressed(_ path: String, _ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        let source = MemoryBytes(bytes)
        if path.hasSuffix(".xz") { return try FilteredBytes(source, filter: .xz).readAll(limit: largestModule) }
        if path.hasSuffix(".zst") { return try FilteredBytes(source, filter: .zstd).readAll(limit: largestModule) }
        if path.hasSuffix(".gz") { return try GzipBytes(source).readAll(limit: largestModule) }
        return bytes
    }
}
