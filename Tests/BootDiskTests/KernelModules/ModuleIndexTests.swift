import BootDisk
import Foundation
import TestSupport
import Testing

/// Small trees of modules that the assembler makes, beside the real depmod.
@Suite struct ModuleIndexTests {
    private static let release = "6.0.0-test"
    private static let magic = "vermagic=6.0.0-test SMP mod_unload "

    private static func sample() throws -> [(path: String, bytes: [UInt8])] {
        [
            (
                "kernel/a/alpha-one.ko",
                try Assembled.module(
                    [
                        "alias=pci:v0000-x[a-z]-*", "alias=char-major-10-229", "alias=devname:alpha/one", "depends=",
                        magic, "alias=pci:v0000-x[a-z]-*", "license=GPL",
                    ], exports: ["a1", "a2"])
            ),
            (
                "kernel/b/beta.ko.xz",
                try Assembled.module(
                    ["alias=pci:v0001*", "depends=alpha-one", magic, "softdep=pre: gamma post: delta"],
                    exports: ["b1"], imports: ["a1"])
            ),
            (
                "kernel/b/gamma.ko",
                try Assembled.module(["depends=", "alias=pci:v0001*", magic, "alias=block-major-7-*"])
            ),
            ("kernel/c/delta.ko", try Assembled.module(["depends=beta,alpha-one", magic], imports: ["b1", "a2"])),
        ]
    }

    private static let order = Array(
        "kernel/c/delta.ko\nkernel/b/beta.ko\nkernel/none.ko\nkernel/a/alpha-one.ko\n".utf8)
    private static let builtIn = Array("kernel/fs/ext4/ext4.ko\nkernel/drivers/loop-back.ko\n".utf8)
    private static let builtInInfo = Array(
        "ext4.alias=fs-ext4\0ext4.license=GPL\0ext4.alias=fs-ext3\0loop_back.alias=block-major-7-*\0loop_back.alias=fs-ext4\0"
            .utf8)

    private static func modules() throws -> [KernelModule] {
        try sample().map { KernelModule(path: $0.path, info: try ModuleInfo(module: $0.bytes)) }
    }

    private static func index(
        _ modules: [KernelModule], release: String = release
    ) throws(BootDiskError) -> ModuleIndex {
        try ModuleIndex(release: release, modules: modules, order: order, builtIn: builtIn, builtInInfo: builtInInfo)
    }

    @Test func `depmod writes the same files, byte for byte`() throws {
        // The last module is in no order; depmod puts such as they come from the folder.
        let ours = try Self.index(Self.modules()).files()
        try withTemporaryFolder { root in
            let folder = root.appendingPathComponent("lib/modules/\(Self.release)")
            func write(_ name: String, _ bytes: [UInt8]) throws {
                let file = folder.appendingPathComponent(name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            for (path, bytes) in try Self.sample() {
                let packed = path.hasSuffix(".xz") ? try runTool("/usr/bin/xz", ["-c"], input: bytes).output : bytes
                try write(path, packed)
            }
            try write("modules.order", Self.order)
            try write("modules.builtin", Self.builtIn)
            try write("modules.builtin.modinfo", Self.builtInInfo)
            let made = try runTool("/usr/sbin/depmod", ["-b", root.path, Self.release])
            #expect(made.status == 0 && made.errorText == "", "\(made.errorText)")
            for (name, bytes) in ours {
                guard name != "modules.weakdep" || FileManager.default.fileExists(atPath: folder.path + "/" + name)
                else {
                    continue
                }
                let theirs = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
                guard name != "modules.symbols" else {
                    #expect(bytes.split(separator: 10).count == theirs.split(separator: 10).count)
                    continue
                }
                #expect(bytes == theirs, "\(name): \(String(decoding: theirs, as: UTF8.self))")
            }
        }
    }

    @Test func `the files hold what the modules say`() throws {
        let files = try Self.index(Self.modules()).files()
        func text(_ name: String) -> String {
            String(decoding: files.first { $0.name == name }?.bytes ?? [], as: UTF8.self)
        }
        #expect(
            text("modules.dep") == """
                kernel/c/delta.ko: kernel/b/beta.ko.xz kernel/a/alpha-one.ko
                kernel/b/beta.ko.xz: kernel/a/alpha-one.ko
                kernel/a/alpha-one.ko:
                kernel/b/gamma.ko:

                """)
        #expect(text("modules.devname").hasSuffix("\nalpha_one alpha/one c10:229\n"))
        #expect(text("modules.softdep").hasSuffix("\nsoftdep beta pre: gamma post: delta\n"))
        #expect(
            text("modules.symbols").hasSuffix(
                "\nalias symbol:a1 alpha_one\nalias symbol:a2 alpha_one\nalias symbol:b1 beta\n"))
        #expect(files.map(\.name) == files.map(\.name).sorted() && files.count == 11)
        #expect(try Self.index(Self.modules().reversed()).files().map(\.bytes) == files.map(\.bytes))
    }

    @Test func `modules that do not belong together are refused`() throws {
        func refusal(_ change: (inout [KernelModule]) -> Void, release: String = Self.release) throws -> BootDiskError?
        {
            var modules = try Self.modules()
            change(&modules)
            return BootDiskTests.refusal { () throws(BootDiskError) in _ = try Self.index(modules, release: release) }
        }
        func module(_ path: String, _ dependencies: [String] = [], aliases: [String] = []) -> KernelModule {
            let info = ModuleInfo(dependencies: dependencies, versionMagic: Self.release + " SMP", aliases: aliases)
            return KernelModule(path: path, info: info)
        }
        #expect(try refusal { _ in } == nil)
        #expect(try refusal({ _ in }, release: "6.0.1")?.reason.contains("built for kernel `6.0.0-test`") == true)
        #expect(try refusal { $0.remove(at: 0) }?.reason.contains("needs `alpha_one`, which is not there") == true)
        #expect(try refusal { $0.append(module("kernel/x/Beta.txt")) }?.reason.contains("no path") == true)
        #expect(try refusal { $0.append(module("a b.ko")) }?.reason.contains("no path") == true)
        #expect(try refusal { $0.append(module("updates/alpha_one.ko")) }?.reason.contains("has the name of") == true)
        #expect(
            try refusal { $0 += [module("x.ko", ["y"]), module("y.ko", ["x"])] }?.reason.contains("circle") == true)
        #expect(try refusal { $0.append(module("x.ko", ["x"])) }?.reason.contains("circle") == true)
        for alias in [String(repeating: "x", count: 513), "fs-ä"] {
            let index = try Self.index(Self.modules() + [module("x.ko", aliases: [alias])])
            let error = BootDiskTests.refusal { () throws(BootDiskError) in _ = try index.files() }
            #expect(error?.reason.contains("no ASCII text") == true)
        }
    }

    @Test func `keys that make the deepest index are written`() throws {
        let aliases = (1...512).map { String(repeating: "x", count: $0) }
        let info = ModuleInfo(versionMagic: Self.release, aliases: aliases)
        #expect(try Self.index([KernelModule(path: "x.ko", info: info)]).files().count == 11)
    }

    @Test(arguments: 0..<6) func `a damaged module is a typed error or information, never a crash`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let module = try Self.sample()[0].bytes
        // Section headers stand at the end.
        let headers = (0..<4).reduce(0) { $0 | Int(module[40 + $1]) << (8 * $1) }
        var refused = 0
        for _ in 0..<400 {
            var bytes = module
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                Damage.change(&bytes, in: random.pick([32..<64, 0..<module.count, headers..<module.count]), &random)
            }
            let error = BootDiskTests.refusal { () throws(BootDiskError) in _ = try ModuleInfo(module: bytes) }
            if error != nil { refused += 1 }
        }
        #expect(refused > 50)
        for length in 0..<module.count {
            #expect(
                BootDiskTests.refusal { () throws(BootDiskError) in
                    _ = try ModuleInfo(module: Array(module[..<length]))
                } != nil)
        }
    }
}
