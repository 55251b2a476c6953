import BootDisk
import Foundation
import TestSupport
import Testing

/// Our index of a real kernel's modules beside that of the real depmod, and as the real modprobe reads it.
@Suite struct RealKernelTests {
    private static func lines(_ bytes: some Sequence<UInt8>) -> [String] {
        String(decoding: Array(bytes), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(.timeLimit(.minutes(60))) func `depmod writes the same, and modprobe loads the same`() throws {
        let kernel = try DebianKernel()
        let files = try kernel.index().files()
        try withTemporaryFolder { root in
            let folder = try kernel.copy(to: root)
            let made = try runTool("/usr/sbin/depmod", ["-b", root.path, kernel.release])
            #expect(made.status == 0 && made.errorText == "", "\(made.errorText)")
            func theirs(_ name: String) throws -> [UInt8] {
                Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            }
            func ours(_ name: String) throws -> [UInt8] { try #require(files.first { $0.name == name }).bytes }

            for name in [
                "modules.alias", "modules.alias.bin", "modules.builtin.alias.bin", "modules.builtin.bin",
                "modules.devname", "modules.softdep", "modules.symbols.bin",
            ] { #expect(try ours(name) == theirs(name), "\(name)") }
            // depmod leaves symbols in the order of a hash table; the order has no meaning.
            #expect(try Self.lines(ours("modules.symbols")).sorted() == Self.lines(theirs("modules.symbols")).sorted())

            // Needs that do not need each other may stand in any order.
            let lines = try (Self.lines(ours("modules.dep")), Self.lines(theirs("modules.dep")))
            #expect(lines.0.count > 300 && lines.0.count == lines.1.count)
            for (line, other) in zip(lines.0, lines.1) {
                #expect(line.split(separator: " ").sorted() == other.split(separator: " ").sorted())
            }
            Self.checkOrder(lines.0)

            // modprobe reads our binary files in place of depmod's.
            let expected = try Self.loaded(root, kernel.release)
            for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
            #expect(try Self.loaded(root, kernel.release) == expected)
        }
    }

    /// In each line, whatever a module needs stands behind it.
    private static func checkOrder(_ lines: [String]) {
        let needs = Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let parts = line.split(separator: ":", omittingEmptySubsequences: false)
                return (String(parts[0]), parts[1].split(separator: " ").map(String.init))
            })
        for list in needs.values {
            for (place, path) in list.enumerated() {
                let behind = Set(list[(place + 1)...])
                #expect(needs[path]?.allSatisfy(behind.contains) == true, "\(path)")
            }
        }
    }

    /// What modprobe would load for aliases, symbols and names, built in and not, as sets: their order may differ.
    private static func loaded(_ root: URL, _ release: String) throws -> [[String]] {
        try [
            "dm-verity", "squashfs", "overlay", "virtio_net", "ext4", "fs-overlay",
            "pci:v00001D0Fd0000EC20sv0sd0bc02sc00i00",
            "char-major-10-229", "symbol:dm_bufio_new", "nfsd", "kvm_intel", "cifs",
        ].map { name in
            let arguments = ["-C", "/dev/null", "-d", root.path, "-S", release, "--show-depends", name]
            let result = try runTool("/usr/sbin/modprobe", arguments)
            #expect(result.status == 0, "\(name): \(result.errorText)")
            return lines(result.output).sorted()
        }
    }

    @Test(.timeLimit(.minutes(60))) func `every module is loaded behind all that modprobe loads before it`() throws {
        let kernel = try DebianKernel()
        let files = try kernel.index().files()
        func bytes(_ name: String) throws -> [UInt8] { try #require(files.first { $0.name == name }).bytes }
        let dependencies = try ModuleDependencies(
            dependencies: try bytes("modules.dep"), softDependencies: try bytes("modules.softdep"),
            builtIn: try kernel.bytes("modules.builtin"))
        let wanted = [
            "loop", "virtio_pci", "virtio_blk", "virtio_scsi", "sd_mod", "dm-verity", "overlay", "virtio_net", "ena",
            "squashfs", "nfsd", "cifs", "kvm-intel",
        ]
        try withTemporaryFolder { root in
            let folder = try kernel.copy(to: root)
            for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
            for name in wanted {
                let arguments = ["-C", "/dev/null", "-d", root.path, "-S", kernel.release, "--show-depends", name]
                let shown = try runTool("/usr/sbin/modprobe", arguments)
                let paths = Self.lines(shown.output).filter { $0.hasPrefix("insmod ") }.map {
                    String($0.split(separator: " ")[1].dropFirst(folder.path.utf8.count + 1))
                }
                #expect(try dependencies.loadOrder([name]) == paths, "\(name)")
            }
        }
        let all = try dependencies.loadOrder(wanted)
        #expect(Set(all).count == all.count)
    }
}
