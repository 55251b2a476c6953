import BootDisk
import Foundation
import TestSupport

/// The modules of Debian's kernel for virtual machines, whose package `Scripts/setup` unpacks.
struct DebianKernel {
    let release: String
    /// The folder of the release.
    let folder: URL

    init() throws {
        let package = ReferenceTools.privateTool("linux-image")
        let roots = ["usr/lib/modules", "lib/modules"].map { URL(fileURLWithPath: package).appendingPathComponent($0) }
        let found = roots.compactMap { root in
            (try? FileManager.default.contentsOfDirectory(atPath: root.path))?.sorted().first.map { (root, $0) }
        }
        guard let (root, release) = found.first else {
            throw Unreadable(description: "no kernel modules in \(package): run Scripts/setup")
        }
        self.release = release
        folder = root.appendingPathComponent(release)
    }

    func modules() throws -> [KernelModule] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { ModuleName(path: $0) != nil }.sorted().map { path in
            let file = folder.appendingPathComponent(path)
            let bytes =
                path.hasSuffix(".ko")
                ? Array(try Data(contentsOf: file)) : try runTool("/usr/bin/xz", ["-dc", file.path]).output
            return KernelModule(path: path, info: try ModuleInfo(module: bytes))
        }
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }

    func index() throws -> ModuleIndex {
        try ModuleIndex(
            release: release, modules: try modules(), order: try bytes("modules.order"),
            builtIn: try bytes("modules.builtin"), builtInInfo: try bytes("modules.builtin.modinfo"))
    }

    /// A copy of the tree below `root`, without files that depmod writes.
    func copy(to root: URL) throws -> URL {
        let target = root.appendingPathComponent("lib/modules/\(release)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: folder, to: target)
        return target
    }
}
