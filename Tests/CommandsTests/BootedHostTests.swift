import Foundation
import TestSupport
import Testing

/// Whether there is all that a machine needs.
private let hasMachine =
    ["/usr/bin/qemu-system-x86_64", "/usr/bin/qemu-img"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    } && FileManager.default.fileExists(atPath: "/usr/share/OVMF")

/// A host of today's Debian packages in QEMU: three boots, as there is nothing cheaper that shows what a boot does. It
/// gets 170 MB by the network the first time; what it got and locked stays in the folder of private tools.
@Suite(
    .serialized,
    .enabled(
        if: hasMachine,
        "no boots: qemu-system-x86_64, qemu-img or the firmware in /usr/share/OVMF is missing; run Scripts/setup"))
struct BootedHostTests {
    private static let first = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: booted}
        extends: [docker-host]
        image:
          containers: [{name: "basalt.test/probe:1", docker-archive: {source: probe.tar}}]
          tests:
            - name: the baked image runs
              run: |
                until docker inspect probe; do sleep 1; done
                docker inspect --format '{{.Config.Image}} {{.State.Running}}' probe
              expect: "basalt.test/probe:1 true"
            - {name: leaves a mark, run: "echo kept >/var/lib/mark && cat /var/lib/once", expect: first}
        storage: {files: [{path: /var/lib/once, contents: {inline: first}}]}
        containers: [{name: probe, image: "basalt.test/probe:1"}]

        """

    /// Without the engine, which takes half of a boot's time.
    private static let second = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: booted}
        extends: [first.yaml]
        image:
          tests:
            - {run: cat /var/lib/mark, expect: kept}
            - {name: a file that is not overwritten stays, run: cat /var/lib/once, expect: first}
            - {name: /var has grown, run: 'test "$(findmnt -bno SIZE /var)" -gt 3000000000'}
        docker: null
        containers: null
        storage: {volumes: null, files: [{path: /var/lib/once, contents: {inline: second}}]}
        systemd:
          units:
            - {name: docker.service, mask: true}
            - {name: docker.socket, mask: true}
            - {name: containerd.service, mask: true}

        """

    @Test(.timeLimit(.minutes(60)))
    func `boots with a baked image, keeps its state on a grown disk, and panics at a changed byte`() throws {
        let files = ["first.yaml": Self.first, "second.yaml": Self.second]
        try withFiles(files) { folder in
            let probe = [ReferenceTools.fixture("container.py"), folder.path + "/probe.tar", "basalt.test/probe:1"]
            #expect(try runTool("/usr/bin/python3", ["-B"] + probe).status == 0)
            try withKeptLock(folder) {
                try run(["build", "first.yaml", "--version", "1.0.0"], in: folder, "builds")
            }
            let host = Self.test + ["--disk", "disk.qcow2"]
            try run(host + ["--profile", "first.yaml", "--disk-size", "2GiB"], in: folder, "boots")
            let born = try identity(folder)
            try run(host + ["--profile", "second.yaml", "--disk-size", "4GiB"], in: folder, "boots again")
            #expect(try identity(folder) == born, "the machine's identity did not outlive a boot")

            try flip(byte: (65 << 20) + 100, of: folder.path + "/store/booted/1.0.0/disk.raw")
            let broken = try run(Self.test, in: folder, "does not boot", expecting: 1)
            #expect(broken.contains("the kernel panicked"), "\(broken)")
            #expect(broken.contains("console: ") && broken.contains("dm-verity"), "\(broken)")
        }
    }

    /// On one processor: QEMU 7.2 that translates for two was seen to end one kernel of twenty in its second second
    /// ("Fatal exception in interrupt"), which says nothing about the image.
    private static let test = ["test", "booted@1.0.0", "--processors", "1"]

    private static let cache = ReferenceTools.privateTool("host-packages")

    /// - Returns: the program's diagnostics.
    @discardableResult
    private func run(
        _ arguments: [String], in folder: URL, _ what: String, expecting status: Int32 = 0
    ) throws -> String {
        let start = ContinuousClock.now
        let result = try Basalt.run(
            arguments + ["--store", "store"], in: folder, environment: ["BASALT_CACHE=\(Self.cache)"])
        print("the host \(what): \((ContinuousClock.now - start).components.seconds) s")
        try #require(result.status == status, "\(what): \(result.text)\(result.errorText)")
        return result.errorText
    }

    /// The lock lies beside the packages that it names, so that both are there or neither is.
    private func withKeptLock(_ folder: URL, _ body: () throws -> Void) throws {
        let (kept, lock) = (URL(fileURLWithPath: Self.cache + "/lock.json"), folder.appending(path: "first.lock.json"))
        if FileManager.default.fileExists(atPath: kept.path) { try FileManager.default.copyItem(at: kept, to: lock) }
        try body()
        try Data(contentsOf: lock).write(to: kept, options: .atomic)
    }

    private func identity(_ folder: URL) throws -> [String: String] {
        let verdict = try Data(contentsOf: folder.appending(path: "store/booted/1.0.0/verdict.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: verdict) as? [String: Any])
        let facts = try #require(object["facts"] as? [String: String])
        let identity = facts.filter { ["machine-id", "ssh-host-key"].contains($0.key) && !$0.value.isEmpty }
        #expect(identity.count == 2)
        return identity
    }

    private func flip(byte offset: UInt64, of path: String) throws {
        let disk = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? disk.close() }
        try disk.seek(toOffset: offset)
        let byte = try #require(try disk.read(upToCount: 1)?.first)
        try disk.seek(toOffset: offset)
        try disk.write(contentsOf: Data([byte ^ 1]))
    }
}
