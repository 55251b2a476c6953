import Archives
import BootDisk
import Layers
import SquashFS
import Values

/// The initramfs of a host: busybox, dmsetup with the libraries that it needs, modules, and the scripts of
/// `image/initramfs`. See image/README.md.
struct Initramfs: Sendable {
    private var entries: [CPIOEntry] = []
    private let sourceDate: Timestamp

    init(
        _ files: LayerFiles, _ modules: KernelModuleFiles, _ architecture: BootFiles.Architecture,
        _ sourceDate: Timestamp
    ) throws(LayerErrors) {
        self.sourceDate = sourceDate
        for name in ["dev", "proc", "sys", "run"] { entries.append(CPIOEntry(name, .directory)) }
        for (name, place) in [("init", "init"), ("udhcpc-script", "bin/udhcpc-script")] {
            add(place, Array(Self.script(name).utf8), mode: 0o755)
        }
        guard let busybox = try files.bytes(of: "usr/bin/busybox") else {
            throw .missing("the shell of the initramfs", "/usr/bin/busybox", package: "busybox-static")
        }
        add("bin/busybox", busybox, mode: 0o755)
        try addProgram("usr/sbin/dmsetup", files, architecture)
        try addModules(modules)
    }

    /// A zstd frame: kernels of Debian 12 and later unpack it.
    func compressed() throws(LayerErrors) -> [UInt8] {
        do throws(BootDiskError) {
            let archive = try CPIOArchive.bytes(entries, time: sourceDate)
            return try Self.compressed(archive)
        } catch { throw LayerErrors(error, path: "initramfs") }
    }

    private static func compressed(_ archive: [UInt8]) throws(BootDiskError) -> [UInt8] {
        let room = RawBuffer(count: archive.count + archive.count / 128 + 1024)
        let result: Result<Int?, CodecFailure> = archive.withUnsafeBytes { bytes in
            do throws(CodecFailure) {
                let compressor = try ZstdCompressor.open(level: 9)
                return .success(try compressor.compress(bytes, into: room.bytes))
            } catch { return .failure(error) }
        }
        guard case .success(let count?) = result else {
            throw BootDiskError(.noRoom, .cpio, "compression", "fails: \(result)")
        }
        return [UInt8](room.prefix(count))
    }

    private static func script(_ name: String) -> String {
        ShippedHostFiles.initramfs.first { $0.path == name }?.text ?? ""
    }

    private mutating func add(_ path: String, _ bytes: [UInt8], mode: UInt16 = 0o644) {
        entries.append(CPIOEntry(path, .file(bytes), mode: mode))
    }

    /// A program with its loader and libraries, each where the loader looks for it.
    private mutating func addProgram(
        _ path: String, _ files: LayerFiles, _ architecture: BootFiles.Architecture
    ) throws(LayerErrors) {
        guard let program = try files.bytes(of: path) else {
            throw .missing("which opens the verified root", "/\(path)", package: "dmsetup")
        }
        add("bin/" + (path.split(separator: "/").last.map(String.init) ?? path), program, mode: 0o755)
        let own = try Self.dependencies(path, program)
        if let loader = own.interpreter?.drop(while: { $0 == "/" }).description {
            guard let bytes = try files.bytes(of: loader) else {
                throw .missing("the loader of /\(path)", "/\(loader)", package: "libc6")
            }
            add(loader, bytes, mode: 0o755)
        }
        var pending = own.needed
        var seen = Set(pending)
        while let name = pending.popLast() {
            let places = ["usr/lib/\(architecture.triplet)", "usr/lib"].map { "\($0)/\(name)" }
            var found: (path: String, bytes: [UInt8])?
            for place in places where found == nil { found = try files.bytes(of: place).map { (place, $0) } }
            guard let found else {
                throw .missing("which /\(path) needs", places.map { "/\($0)" }.joined(separator: " or "), package: name)
            }
            // The loader of Debian looks in /lib, too, and without a link from there to /usr/lib.
            add(String(found.path.dropFirst("usr/".count)), found.bytes)
            for next in try Self.dependencies(found.path, found.bytes).needed where seen.insert(next).inserted {
                if !next.hasPrefix("ld-linux") { pending.append(next) }
            }
        }
    }

    private static func dependencies(_ path: String, _ bytes: [UInt8]) throws(LayerErrors) -> ELFDependencies {
        do throws(BootDiskError) { return try ELFDependencies(bytes) } catch { throw LayerErrors(error, path: path) }
    }

    /// The modules of each list and a file with their order. What a list needs that an earlier one has is not loaded twice.
    private mutating func addModules(_ modules: KernelModuleFiles) throws(LayerErrors) {
        var loaded: Set<String> = []
        for list in ["modules", "modules.net"] {
            let order = try modules.loadOrder(Self.names(Self.script(list))).filter { loaded.insert($0.name).inserted }
            for module in order { add("lib/modules/\(module.name)", module.bytes) }
            let text = order.map { $0.name + "\n" }.joined()
            add("lib/modules/order" + list.dropFirst("modules".count), Array(text.utf8))
        }
        // Without these nothing would ever be found on a disk, which is better said now.
        for name in ["dm-verity", "squashfs", "overlay"] where !modules.has(name) {
            throw .missing("which the initramfs needs", "module \(name)", package: modules.package)
        }
    }

    /// The words of a list; `#` starts a comment.
    private static func names(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.prefix { $0 != "#" }.split(separator: " ").first.map(String.init)
        }
    }
}
