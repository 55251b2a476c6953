import BootDisk
import Foundation
import TestSupport
import Testing

@Suite struct ELFDependenciesTests {
    private static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// What stands in brackets behind `word` in readelf's output.
    private static func shown(_ text: String, _ word: String) -> [String] {
        text.split(separator: "\n").filter { $0.contains(word) }.compactMap { line in
            line.split(separator: "[").last?.split(separator: "]").first.map(String.init)
        }
    }

    @Test(arguments: [
        "/usr/sbin/dmsetup", "/usr/bin/readelf", "/usr/lib/systemd/systemd", "/usr/bin/xz", "/usr/bin/busybox",
    ])
    func `readelf sees the same needs in a real program`(_ path: String) throws {
        let found = try ELFDependencies(try Self.bytes(path))
        let dynamic = try runTool("/usr/bin/readelf", ["-d", "-W", path])
        let headers = try runTool("/usr/bin/readelf", ["-l", "-W", path])
        #expect(found.needed == Self.shown(dynamic.text, "(NEEDED)"))
        #expect(
            found.runPath == Self.shown(dynamic.text, "(RUNPATH)").flatMap { $0.split(separator: ":").map(String.init) }
        )
        let interpreter = headers.text.split(separator: "\n").first { $0.contains("Requesting program interpreter: ") }
        #expect(found.interpreter == interpreter.map { String($0.split(separator: " ")[3].dropLast()) })
    }

    @Test func `the programs above show every kind of need`() throws {
        #expect(try ELFDependencies(try Self.bytes("/usr/sbin/dmsetup")).needed.contains("libc.so.6"))
        #expect(try !ELFDependencies(try Self.bytes("/usr/lib/systemd/systemd")).runPath.isEmpty)
    }

    @Test func `a library has no interpreter, and an object file needs nothing`() throws {
        let library = try ELFDependencies(try Self.bytes(try #require(Self.library())))
        #expect(library.interpreter == nil && library.needed.contains("libc.so.6"))
        let object = try Assembled.object(".text\nnop\n")
        let nothing = try ELFDependencies(object)
        #expect(nothing.interpreter == nil && nothing.needed == [] && nothing.runPath == [])
    }

    private static func library() -> String? {
        ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/libz.so.1" }.first(where: FileManager.default.fileExists)
    }

    @Test func `what is no such file is refused`() throws {
        func refusal(_ bytes: [UInt8]) -> BootDiskError? {
            BootDiskTests.refusal { () throws(BootDiskError) in _ = try ELFDependencies(bytes) }
        }
        let program = try Self.bytes("/usr/sbin/dmsetup")
        #expect(refusal([])?.field == "header")
        #expect(refusal(Array("#!/bin/sh\n".utf8))?.field == "header")
        #expect(refusal(Damage.patched(program, 4, [1]))?.code == .unsupported)
        #expect(refusal(Damage.patched(program, 5, [2]))?.code == .unsupported)
        #expect(refusal(Damage.patched(program, 54, [57]))?.field == "program headers")
        #expect(refusal(Damage.patched(program, 39, [0xFF]))?.field == "program headers")
        for length in stride(from: 0, to: 3000, by: 7) { #expect(refusal(Array(program[..<length])) != nil) }
    }

    @Test(arguments: 0..<6) func `a damaged program is a typed error or needs, never a crash`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let program = try Self.bytes("/usr/sbin/dmsetup")
        // The header, the program headers, and the dynamic section, which the third kind of them describes.
        let dynamic = try #require(
            stride(from: 64, to: 64 + 56 * 16, by: 56).first { program[$0..<($0 + 4)].elementsEqual([2, 0, 0, 0]) })
        let start = (0..<4).reduce(0) { $0 | Int(program[dynamic + 8 + $1]) << (8 * $1) }
        var refused = 0
        for _ in 0..<400 {
            var bytes = program
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                Damage.change(
                    &bytes, in: random.pick([16..<64, 64..<700, dynamic..<(dynamic + 56), start..<(start + 480)]),
                    &random)
            }
            let error = BootDiskTests.refusal { () throws(BootDiskError) in _ = try ELFDependencies(bytes) }
            if error != nil { refused += 1 }
        }
        #expect(refused > 50)
    }
}
