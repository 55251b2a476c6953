import BootDisk
import Inventory
package import Layers
package import Values

/// What a disk boots with, made of files of the merged layers: kernel, stub, initramfs, and the indices of modules that
/// no script has made for a package that was only unpacked.
package struct BootFiles: Sendable {
    /// Names of `DerivedFiles.parts`.
    package enum Part {
        package static let kernel = "kernel"
        /// Of the kernel: `6.12.48+deb13-cloud-amd64`.
        package static let release = "release"
        package static let stub = "stub"
        package static let initramfs = "initramfs"
        /// The layers' own os-release, which says whose packages these are.
        package static let distribution = "os-release"
        /// dpkg's list of installed packages, as it stood in the layers.
        package static let packageStatus = "dpkg/status"
        /// Followed by the package's name.
        package static let copyright = "copyright/"
    }

    package enum Architecture: String, Sendable {
        case x86_64, aarch64

        /// As Debian's folders of libraries are called.
        var triplet: String { "\(rawValue)-linux-gnu" }
        var stub: String { self == .x86_64 ? "linuxx64.efi.stub" : "linuxaa64.efi.stub" }
    }

    let architecture: Architecture
    let sourceDate: Timestamp
    /// Packages that dpkg's list does not know.
    let unpacked: [PackageIdentity]
    /// The plain list of packages on the host.
    package static let packageList = "usr/share/basalt/packages.txt"

    package init(architecture: Architecture, sourceDate: Timestamp, unpacked: [PackageIdentity]) {
        self.architecture = architecture
        self.sourceDate = sourceDate
        self.unpacked = unpacked
    }

    /// Makes them of the layers of one host.
    package func recipe(_ policy: HostPolicy) -> HostRecipe {
        var recipe = HostRecipe()
        recipe.policy = policy
        recipe.wanted = GlobSet(wanted.compactMap(Glob.init))
        recipe.modified = sourceDate.seconds
        let scripts = ShippedHostFiles.initramfs.map { "\($0.path)\n\($0.text)" }.joined(separator: "\n")
        let others = unpacked.map { "\($0)" }.joined(separator: "\n")
        recipe.identity = "boot files 1 \(architecture) \(sourceDate)\n\(others)\n\(scripts)"
        recipe.derive = { (files) throws(LayerErrors) in try self.derive(files) }
        return recipe
    }

    private var wanted: [String] {
        let libraries = ["devmapper", "c", "m", "selinux", "udev", "pcre2-8", "cap"].map { "lib\($0).so*" }
        return [
            "/boot/vmlinuz-*", "/usr/lib/modules", "/usr/lib/systemd/boot/efi/\(architecture.stub)", "/usr/bin/busybox",
            "/usr/sbin/dmsetup", "/usr/lib/\(architecture.triplet)/ld-linux-*", "/\(Self.statusFile)",
            "/usr/share/doc/*/copyright", "/usr/lib/os-release",
        ] + libraries.map { "/usr/lib/\(architecture.triplet)/\($0)" }
    }

    private func derive(_ files: LayerFiles) throws(LayerErrors) -> DerivedFiles {
        var derived = DerivedFiles()
        let modules = try KernelModuleFiles(files)
        let folder = "usr/lib/modules/\(modules.release)/"
        for file in modules.indices { derived.written[Array((folder + file.name).utf8)] = file.bytes }
        derived.parts[Part.release] = Array(modules.release.utf8)
        derived.parts[Part.kernel] = try needed(
            files, ["boot/vmlinuz-\(modules.release)", folder + "vmlinuz"], "the kernel", package: modules.package)
        derived.parts[Part.stub] = try needed(
            files, ["usr/lib/systemd/boot/efi/\(architecture.stub)"], "systemd's EFI stub",
            package: "systemd-boot-efi")
        let initramfs = try Initramfs(files, modules, architecture, sourceDate)
        let status = try files.bytes(of: Self.statusFile)
        derived.parts[Part.packageStatus] = status
        derived.parts[Part.distribution] = try files.bytes(of: "usr/lib/os-release")
        let texts = try files.files(matching: GlobSet([Glob("/usr/share/doc/*/copyright")].compactMap(\.self)))
        for (path, bytes) in texts {
            let package = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
            derived.parts[Part.copyright + package] = bytes
        }
        let parts = derived.parts
        let made = concurrently(
            { () throws(LayerErrors) in try initramfs.compressed() },
            { () throws(LayerErrors) in try inventory(parts) })
        derived.parts[Part.initramfs] = try made.0.get()
        derived.written[Array(Self.packageList.utf8)] = Array(try made.1.get().list.utf8)
        return derived
    }

    private static let statusFile = "var/lib/dpkg/status"

    /// The packages of a host: those that dpkg has installed, and those that were only unpacked.
    /// - Parameter parts: of what was derived from its layers.
    func inventory(_ parts: [String: [UInt8]]) throws(LayerErrors) -> PackageInventory {
        var sources = InventorySources(status: parts[Part.packageStatus])
        for (name, bytes) in parts where name.hasPrefix(Part.copyright) {
            sources.copyrights[String(name.dropFirst(Part.copyright.count))] = bytes
        }
        do {
            sources.unpacked = try unpacked.map {
                InstalledPackage(identity: $0, source: try SourcePackage(nil, of: $0))
            }
            return try PackageInventory.read(sources)
        } catch {
            throw LayerErrors(
                LayerError(
                    .document, "the layers", entry: Array(Self.statusFile.utf8), "\(error)",
                    remedy: "build the layer again"))
        }
    }

    /// The first file that is there.
    private func needed(
        _ files: LayerFiles, _ paths: [String], _ what: String, package: String
    ) throws(LayerErrors) -> [UInt8] {
        for path in paths {
            if let bytes = try files.bytes(of: path) { return bytes }
        }
        throw .missing(what, paths.map { "/\($0)" }.joined(separator: " or "), package: package)
    }
}

extension LayerErrors {
    /// A file that a host cannot boot without is in no layer.
    static func missing(_ what: String, _ path: String, package: String) -> LayerErrors {
        LayerErrors(
            LayerError(
                .missingBootFile, "the layers", "they hold no \(path), \(what)",
                remedy: "add the package \(package) to a `debian` or `debs` layer"))
    }

    /// A file that a host boots with is not what it should be.
    init(_ error: BootDiskError, path: String) {
        self.init(
            LayerError(
                .badBootFile, "the layers", entry: Array(path.utf8), "\(error.field) \(error.reason)",
                remedy: "get the package that holds it again, or take another version"))
    }
}
