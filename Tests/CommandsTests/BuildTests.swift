import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct `basalt build` {
    private func tool(_ name: String, _ arguments: [String]) throws -> String {
        let path = ["/usr/bin", "/usr/sbin", "/sbin", "/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        let result = try runTool(try #require(path, "\(name) is not installed: run Scripts/setup"), arguments)
        #expect(result.status == 0, "\(name): \(result.text) \(result.errorText)")
        return result.text
    }

    @Test func `makes a disk that every reference tool accepts`() throws {
        try TinyImage.withLayer { folder in
            let built = try TinyImage.build(folder)
            #expect(built.status == 0, "\(built.errorText)")
            let image = folder.path + "/store/tiny/1.0.0"
            let disk = image + "/disk.raw"
            #expect(
                try names(image) == [
                    "disk.blocks", "disk.raw", "inputs.json", "manifest.json", "sbom.cdx.json", "sbom.spdx.json",
                ])
            #expect(try tool("sfdisk", ["--verify", disk]).contains("No errors detected"))
            let manifest = try json(image + "/manifest.json")
            let verity = try #require(manifest["verity"] as? [String: Any])
            let partitions = try #require(manifest["partitions"] as? [[String: Any]])
            for partition in partitions {
                let (name, offset, size) = (
                    try #require(partition["name"] as? String), try #require(partition["offset"] as? Int),
                    try #require(partition["size"] as? Int)
                )
                _ = try tool(
                    "dd",
                    [
                        "if=\(disk)", "of=\(folder.path)/\(name)-data", "bs=1M", "skip=\(offset >> 20)",
                        "count=\(size >> 20)", "status=none",
                    ])
            }
            _ = try tool("fsck.vfat", ["-n", folder.path + "/esp-data"])
            #expect(try tool("mdir", ["-i", folder.path + "/esp-data", "-b", "::/EFI/BOOT"]).contains("BOOTX64.EFI"))
            _ = try tool(
                "mcopy", ["-n", "-i", folder.path + "/esp-data", "::/EFI/BOOT/BOOTX64.EFI", folder.path + "/kernel"])
            let sections = try tool("objdump", ["-h", folder.path + "/kernel"])
            for name in [".osrel", ".cmdline", ".uname", ".linux", ".initrd"] {
                #expect(sections.contains(name), "\(sections)")
            }
            _ = try tool(
                "veritysetup",
                [
                    "verify", folder.path + "/root-data", folder.path + "/root-verity-data",
                    try #require(verity["rootHash"] as? String),
                ])
        }
    }

    @Test func `gives the same disk in another folder, with other threads, at another time`() throws {
        var digests: Set<String> = []
        for threads in ["1", "3"] {
            try TinyImage.withLayer { folder in
                let built = try TinyImage.build(folder, "1.0.0", ["--threads", threads])
                #expect(built.status == 0, "\(built.errorText)")
                digests.insert(built.text)
            }
        }
        #expect(digests.count == 1 && digests.first?.hasPrefix("sha256:") == true, "\(digests)")
    }

    @Test func `keeps no package manager, and lists what it has left behind`() throws {
        try TinyImage.withLayer { folder in
            #expect(try TinyImage.build(folder).status == 0)
            let disk = "store/tiny/1.0.0/disk.raw"
            let listing = try Basalt.run(["ls", disk, "-R"], in: folder).text
            for path in ["/etc/apt", "/boot/vmlinuz", "/usr/bin/busybox", "/usr/sbin", "/usr/share/doc"] {
                #expect(!listing.contains(" \(path)"), "\(path)")
            }
            #expect(listing.contains("/usr/lib/systemd/system/basalt-ssh-hostkey.service"))
            #expect(listing.contains("modules.dep.bin"))
            #expect(
                try Basalt.run(["cat", disk, "/usr/share/basalt/packages.txt"], in: folder).text
                    == "busybox 1:1.35.0-4 amd64\n")
        }
    }

    @Test func `never changes a version, and verify names what has changed`() throws {
        try TinyImage.withLayer { folder in
            #expect(try TinyImage.build(folder).status == 0)
            #expect(try TinyImage.build(folder).errorText.contains("is there already, the same to the last byte"))
            let good = try Basalt.run(["verify", "tiny@1.0.0", "--store", "store"], in: folder)
            #expect(good.status == 0, "\(good.errorText)")
            let listed = try Basalt.run(["images", "--store", "store"], in: folder).text
            #expect(listed.contains("tiny@1.0.0"), "\(listed)")

            try "x".write(toFile: folder.path + "/root/usr/lib/more", atomically: true, encoding: .utf8)
            let other = try TinyImage.build(folder)
            #expect(other.status == 8 && other.errorText.contains("error[version-exists]"), "\(other.errorText)")
            #expect(try names(folder.path + "/store/.building").isEmpty)

            let disk = try FileHandle(forUpdating: URL(fileURLWithPath: folder.path + "/store/tiny/1.0.0/disk.raw"))
            try disk.seek(toOffset: (65 << 20) + 5000)
            let byte = try #require(try disk.read(upToCount: 1)?.first)
            try disk.seek(toOffset: (65 << 20) + 5000)
            try disk.write(contentsOf: Data([byte ^ 1]))
            try disk.close()
            let bad = try Basalt.run(["verify", "tiny@1.0.0", "--store", "store"], in: folder)
            #expect(bad.status == 1 && bad.errorText.contains("block 130"), "\(bad.errorText)")
            #expect(bad.errorText.contains("in root"), "\(bad.errorText)")
        }
    }

    @Test func `bakes a container image in, for the engine to find without a network`() throws {
        try TinyImage.withLayer { folder in
            let archive = folder.path + "/probe.tar"
            let made = try runTool(
                "/usr/bin/python3", ["-B", ReferenceTools.fixture("container.py"), archive, "basalt.test/other:2"])
            #expect(made.status == 0, "\(made.errorText)")
            let sum = try tool("sha256sum", [archive]).prefix(64)
            func profile(_ digest: some StringProtocol) -> String {
                TinyImage.profile + """

                      containers:
                        - {name: "basalt.test/probe:1", docker-archive: {source: probe.tar, sha256: \(digest)}}

                    """
            }
            try profile(sum).write(toFile: folder.path + "/tiny.yaml", atomically: true, encoding: .utf8)
            let built = try TinyImage.build(folder)
            #expect(built.status == 0, "\(built.errorText)")
            #expect(try TinyImage.verify(folder, ["--rebuild"]).status == 0)
            let file = "/usr/share/basalt/containers/basalt.test+probe@1.tar"
            let baked = try Basalt.run(["cat", "store/tiny/1.0.0/disk.raw", file], in: folder)
            #expect(baked.status == 0, "\(baked.errorText)")
            try Data(baked.output).write(to: folder.appendingPathComponent("baked.tar"))
            let manifest = try tool("tar", ["-xOf", folder.path + "/baked.tar", "manifest.json"])
            #expect(manifest.contains(#""RepoTags":["basalt.test/probe:1"]"#), "\(manifest)")

            try profile(String(repeating: "ab", count: 32))
                .write(toFile: folder.path + "/tiny.yaml", atomically: true, encoding: .utf8)
            let other = try TinyImage.build(folder, "1.0.1")
            #expect(other.status == 65 && other.errorText.contains("[wrong-digest]"), "\(other.errorText)")
        }
    }

    @Test func `says which package lacks what a host boots with`() throws {
        try TinyImage.withLayer { folder in
            try FileManager.default.removeItem(atPath: folder.path + "/root/usr/bin/busybox")
            let built = try TinyImage.build(folder)
            #expect(built.status == 65 && built.errorText.contains("[missing-boot-file]"), "\(built.errorText)")
            #expect(built.errorText.contains("add the package busybox-static"), "\(built.errorText)")
            #expect(try names(folder.path + "/store/.building").isEmpty)
        }
    }

    @Test func `refuses a profile whose target brings its own image`() throws {
        try withFiles(["a.yaml": TinyImage.profile.replacingOccurrences(of: "os: basalt", with: "os: flatcar")]) {
            folder in
            let built = try Basalt.run(["build", "a.yaml", "--version", "1", "--store", "store"], in: folder)
            #expect(built.status == 65, "\(built.errorText)")
        }
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}
