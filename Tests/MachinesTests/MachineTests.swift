import Foundation
import Synchronization
import TestSupport
import Testing
import Values

@testable import Machines

/// Real machines, one after the other.
@Suite(.serialized) struct MachineTests {
    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    @Test func `the real firmware starts when it is translated`() async throws {
        let hypervisor = try Hypervisor.find(.x86_64)
        let result = try await Acceleration.tcg.starts(hypervisor, deadline: .seconds(120))
        #expect(result == .started)
    }

    @Test(arguments: [
        ("BdsDxe: loading Boot0001\n", TinyFirmware.End.wait, Acceleration.ProbeResult.started),
        ("", .wait, .overdue), ("KVM internal error. Suberror: 1\n", .wait, .failed), ("other\n", .restart, .failed),
    ])
    func `firmware that does not get to its boot manager does not start`(
        _ text: String, _ end: TinyFirmware.End, _ expected: Acceleration.ProbeResult
    ) async throws {
        try await TinyFirmware.with(saying: text, then: end) { machine, _ in
            let deadline = Duration.seconds(expected == .overdue ? 1 : 60)
            let result = try await Acceleration.tcg.starts(machine.hypervisor, deadline: deadline)
            #expect(result == expected)
        }
    }

    @Test func `the probe answers at its deadline whatever KVM does`() async throws {
        let hypervisor = try Hypervisor.find(.x86_64)
        let start = ContinuousClock.now
        let choice = try await Acceleration.probe(hypervisor, deadline: .seconds(5))
        #expect(ContinuousClock.now - start < .seconds(60))
        print("this machine's guests run by \(choice.acceleration): \(choice.reason ?? "KVM works")")
        #expect((choice.acceleration == .kvm) == (choice.reason == nil))
    }

    @Test func `a machine of another architecture is translated`() async throws {
        let other: Architecture = Architecture.host == .x86_64 ? .aarch64 : .x86_64
        let hypervisor = Hypervisor(
            architecture: other, program: "/nonexistent", imageTool: "", firmware: Sample.hypervisor.firmware)
        #expect(try await Acceleration.probe(hypervisor).acceleration == .tcg)
    }

    @Test func `a machine tells what its console says, and leaves no trace`() async throws {
        let lines = Mutex<[String]>([])
        var temporary = ""
        try await TinyFirmware.with(saying: "one\r\ntwo\nthree", then: .restart) { machine, folder in
            temporary = machine.folder.path
            let mode = try FileManager.default.attributesOfItem(atPath: temporary)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            let outcome = try await machine.run(deadline: .seconds(120)) { event in
                if case .line(let line, _) = event { lines.withLock { $0.append(line) } }
            }
            #expect(outcome.ending == .poweredOff && outcome.failure == nil && outcome.report.isEmpty)
            #expect(outcome.lastLines == ["one", "two", "three"])
            let log = try String(contentsOf: folder.appendingPathComponent("console.log"), encoding: .utf8)
            #expect(log.split(separator: "\n").map { String($0.dropFirst(9)) } == outcome.lastLines)
            let image = try Data(contentsOf: folder.appendingPathComponent("image, of a test.raw"))
            #expect(image == Data(count: 1 << 20))
        }
        #expect(lines.withLock { $0 } == ["one", "two", "three"])
        #expect(!temporary.isEmpty && !exists(temporary))
    }

    @Test func `a failure on the console ends the machine early`() async throws {
        let line = "basalt: 1.25 FAILED: no partition root"
        try await TinyFirmware.with(saying: line + "\nlast words\n", then: .wait) { machine, _ in
            let outcome = try await machine.run(deadline: .seconds(120))
            #expect(outcome.failure == "the boot failed: \(line)")
            #expect(outcome.lastLines == [line, "last words"])
            #expect(outcome.duration < .seconds(60))
        }
    }

    @Test func `a machine that never ends is ended at its deadline`() async throws {
        try await TinyFirmware.with(saying: "", then: .wait) { machine, _ in
            let outcome = try await machine.run(deadline: .seconds(1))
            #expect(outcome.ending == .overdue(.seconds(1)))
        }
    }

    @Test func `a machine whose task is cancelled ends`() async throws {
        try await TinyFirmware.with(saying: "up\n", then: .wait) { machine, _ in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let task = Task { [machine] in try await machine.run(deadline: nil) { _ in start.finish() } }
            for await _ in started {}
            task.cancel()
            let error = await #expect(throws: MachineError.self) { _ = try await task.value }
            #expect(error?.code == .interrupted)
            // The lock that QEMU holds on the disk is free: it has ended.
            let check = try runTool(machine.hypervisor.imageTool, ["check", machine.folder.file("disk.qcow2")])
            #expect(check.status == 0, "\(check.errorText)")
        }
    }

    @Test func `what QEMU complains about is in the outcome`() async throws {
        try await TinyFirmware.with(saying: "", then: .restart) { machine, _ in
            let socket = try LoopbackSocket()
            machine.settings.forwards = [.init(host: socket.port, guest: 22)]
            let outcome = try await machine.run(deadline: .seconds(120))
            #expect(outcome.failure?.contains("host forwarding") == true, "\(outcome.ending)")
        }
    }

    @Test func `a machine that runs again keeps its disk, which grows and never shrinks`() async throws {
        try await TinyFirmware.with(saying: "up\n", then: .restart) { machine, _ in
            for (wanted, expected) in [(nil, 1 << 20), (2 << 20, 2 << 20), (nil, 2 << 20), (3 << 20, 3 << 20)] {
                machine.settings.diskSize = wanted.map(ByteSize.init(bytes:))
                #expect(try await machine.run(deadline: .seconds(120)).ending == .poweredOff)
                let disk = machine.folder.file("disk.qcow2")
                let info = try runTool(machine.hypervisor.imageTool, ["info", "--output=json", disk])
                let object = try JSONSerialization.jsonObject(with: Data(info.output)) as? [String: Any]
                #expect(object?["virtual-size"] as? Int == expected)
            }
            machine.settings.diskSize = ByteSize(bytes: 512)
            let unchanged = machine
            let error = await #expect(throws: MachineError.self) { try await unchanged.run(deadline: .seconds(9)) }
            #expect(error?.code == .invalidSetting)
        }
    }

    @Test func `a disk that is kept is taken up by the next machine, and by none of another image`() async throws {
        try await TinyFirmware.with(saying: "up\n", then: .restart) { machine, folder in
            let kept = folder.appendingPathComponent("kept, here.qcow2").path
            let image = machine.settings.image
            machine.settings.diskFile = kept
            machine.settings.diskSize = ByteSize(bytes: 2 << 20)
            #expect(try await machine.run(deadline: .seconds(120)).ending == .poweredOff)
            #expect(try DiskLayer.read(kept) == DiskLayer(base: image, size: 2 << 20))
            var next = machine.settings
            next.diskSize = ByteSize(bytes: 1 << 20)
            next.consoleLog = nil
            let hypervisor = machine.hypervisor
            try await Machine.with(next, on: hypervisor, by: .tcg) { (other: inout Machine) async throws -> Void in
                #expect(try await other.run(deadline: .seconds(120)).ending == .poweredOff)
                #expect(try DiskLayer.read(kept)?.size == 2 << 20)
                other.settings.image = machine.settings.consoleLog ?? ""
                other.settings.diskSize = nil
                let unchanged = other
                let error = await #expect(throws: MachineError.self) { try await unchanged.run(deadline: .seconds(9)) }
                #expect(error?.code == .invalidSetting && error?.message.contains("another image") == true)
                other.settings.diskFile = image
                let wrong = other
                let second = await #expect(throws: MachineError.self) { try await wrong.run(deadline: .seconds(9)) }
                #expect(second?.message.contains("no qcow2 file") == true)
            }
        }
    }

    @Test func `a header that lies about its own length is no qcow2 file`() {
        let magic: [UInt8] = [0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3]
        let place: (UInt8) -> [UInt8] = { [0, 0, 0, 0, 0, 0, 0, $0, 0, 0, 0, 2, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 16, 0] }
        #expect(DiskLayer(magic + place(32) + Array("/x".utf8)) == DiskLayer(base: "/x", size: 4096))
        #expect(DiskLayer(magic + place(33) + Array("/x".utf8)) == nil)
        #expect(DiskLayer(magic) == nil)
        #expect(DiskLayer(magic + [UInt8](repeating: 0xFF, count: 64)) == nil)
    }

    @Test func `an image that is not there is named`() async throws {
        try await TinyFirmware.with(saying: "", then: .restart) { machine, folder in
            machine.settings.image = folder.appendingPathComponent("other.raw").path
            let unchanged = machine
            let error = await #expect(throws: MachineError.self) { try await unchanged.run(deadline: .seconds(9)) }
            #expect(error?.code == .missingImage && error?.message.contains("other.raw") == true)
        }
    }

    @Test func `a disk without anything to start ends in the firmware's shell, which is a failure`() async throws {
        try await withFolder { folder in
            let image = folder.appendingPathComponent("blank.raw")
            try Data(count: 1 << 20).write(to: image)
            var settings = MachineSettings(image: image.path)
            settings.memory = ByteSize(bytes: 256 << 20)
            settings.network = .none
            let hypervisor = try Hypervisor.find(.x86_64)
            let outcome = try await Machine.with(settings, on: hypervisor, by: .tcg) { machine in
                try await machine.run(deadline: .seconds(300))
            }
            guard case .failed(let failure) = outcome.ending else {
                Issue.record("\(outcome.ending), \(outcome.lastLines)")
                return
            }
            #expect(failure.kind == .notBootable)
        }
    }
}
