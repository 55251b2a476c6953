import BootDisk
import TestSupport
import Testing

@Suite struct ModuleDependenciesTests {
    private static let text = """
        kernel/drivers/md/dm-mod.ko.xz:
        kernel/drivers/md/dm-bufio.ko.xz: kernel/drivers/md/dm-mod.ko.xz
        kernel/drivers/md/dm-verity.ko.xz: kernel/drivers/md/dm-bufio.ko.xz kernel/drivers/md/dm-mod.ko.xz
        kernel/fs/overlayfs/overlay.ko:
        kernel/crypto/sha256_generic.ko.zst:
        kernel/drivers/block/loop.ko.gz:

        """
    private static let soft = """
        # Soft dependencies extracted from modules themselves.
        softdep dm_bufio pre: sha256-generic crypto-none post: loop
        softdep overlay sha256_generic
        softdep loop pre: dm_bufio

        """

    private static func dependencies(
        _ text: String = text, soft: String = "", builtIn: String = "kernel/drivers/nvme/host/nvme-core.ko\n"
    ) throws(BootDiskError) -> ModuleDependencies {
        try ModuleDependencies(
            dependencies: Array(text.utf8), softDependencies: Array(soft.utf8), builtIn: Array(builtIn.utf8))
    }

    private static func names(_ paths: [String]) -> [String] { paths.compactMap { ModuleName(path: $0)?.description } }

    @Test func `what a module needs is loaded before it, and only once`() throws {
        let order = try Self.dependencies().loadOrder(["overlay", "dm_verity", "dm-bufio", "dm-verity.ko"])
        #expect(
            order == [
                "kernel/fs/overlayfs/overlay.ko", "kernel/drivers/md/dm-mod.ko.xz", "kernel/drivers/md/dm-bufio.ko.xz",
                "kernel/drivers/md/dm-verity.ko.xz",
            ])
    }

    @Test func `what is built in needs no loading`() throws {
        #expect(try Self.dependencies().loadOrder(["nvme_core", "nvme-core", "overlay"]).count == 1)
        #expect(try Self.dependencies().loadOrder([]) == [])
    }

    @Test func `companions come before and after, where they exist`() throws {
        let order = try Self.dependencies(soft: Self.soft).loadOrder(["dm-verity", "overlay"])
        #expect(Self.names(order) == ["dm_mod", "sha256_generic", "dm_bufio", "loop", "dm_verity", "overlay"])
    }

    @Test func `all unknown names are told at once`() {
        let error = refusal { () throws(BootDiskError) in
            _ = try Self.dependencies().loadOrder(["overlay", "nothing-here", "dm", "nope.ko.xz"])
        }
        #expect(error?.code == .missing && error?.field == "`nothing_here`, `dm`, `nope`")
    }

    @Test(arguments: [
        ("no colon here", "line 1"), ("kernel/a.txt: b.ko", "line 1"), ("a.ko:\nb/a.ko:", "line 2"),
        (": a.ko", "line 1"),
        (".ko:", "line 1"),
    ])
    func `a damaged line is refused by its number`(_ text: String, _ line: String) {
        let error = refusal { () throws(BootDiskError) in _ = try Self.dependencies(text) }
        #expect(error?.code == .damaged && error?.field == "modules.dep, \(line)")
    }

    @Test func `a need without a line is refused`() {
        for text in ["a.ko: b.ko", "a.ko: x/b.ko\nb.ko:", "a.ko: b"] {
            let error = refusal { () throws(BootDiskError) in _ = try Self.dependencies(text).loadOrder(["a"]) }
            #expect(error?.code == .damaged && error?.reason.contains("has no line") == true)
        }
    }

    @Test func `circles and long chains of companions end`() throws {
        let modules = (0..<200).map { "m\($0).ko:\n" }.joined()
        let circle = (0..<3).map { "softdep m\($0) pre: m\(($0 + 1) % 3) post: m\(($0 + 2) % 3)\n" }.joined()
        #expect(try Self.dependencies(modules, soft: circle).loadOrder(["m0"]).count == 3)
        let chain = (0..<199).map { "softdep m\($0) pre: m\($0 + 1)\n" }.joined()
        let error = refusal { () throws(BootDiskError) in
            _ = try Self.dependencies(modules, soft: chain).loadOrder(["m0"])
        }
        #expect(error?.code == .limit)
    }

    @Test(arguments: 0..<6) func `damaged lists are a typed error or an order, never a crash`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<200 {
            var (text, soft) = (Array(Self.text.utf8), Array(Self.soft.utf8))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                Damage.change(&text, in: text.indices, &random)
                Damage.change(&soft, in: soft.indices, &random)
            }
            let error = refusal { () throws(BootDiskError) in
                let dependencies = try ModuleDependencies(dependencies: text, softDependencies: soft)
                _ = try dependencies.loadOrder(["dm-verity", "overlay", "loop"])
            }
            if error != nil { refused += 1 }
        }
        #expect(refused > 50)
    }

    @Test func `names know their files`() {
        #expect(ModuleName(path: "kernel/a-b.ko.zst") == ModuleName("a_b"))
        #expect(ModuleName(path: "a.ko") == ModuleName("a") && ModuleName(path: "a.ko.xz") == ModuleName("a"))
        for wrong in ["", "a", "a.txt", ".ko", "a.ko.bz2", "kernel/", "a.ko/b"] {
            #expect(ModuleName(path: wrong) == nil)
        }
    }
}
