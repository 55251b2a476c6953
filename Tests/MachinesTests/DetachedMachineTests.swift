import Foundation
import Glibc
import Testing

@testable import Machines

/// Machines and programs that outlive who started them.
@Suite(.serialized) struct DetachedMachineTests {
    @Test func `a machine goes on by itself, is found again, and leaves its console behind`() async throws {
        try await TinyFirmware.with(saying: "alive\n", then: .wait) { machine, folder in
            let path = folder.path
            var settings = machine.settings
            settings.console = .file(path + "/console.raw")
            settings.consoleLog = nil
            try await DetachedMachine(folder: path).start(settings, on: machine.hypervisor, by: .tcg)
            // Another value is another process's view: all it has is the folder.
            let found = DetachedMachine(folder: path)
            #expect(found.isRunning)
            try await found.start(settings, on: machine.hypervisor, by: .tcg)
            try await found.stop()
            #expect(!found.isRunning)
            #expect(FileManager.default.fileExists(atPath: path + "/disk.qcow2"), "its disk stays")
            try await found.stop()
        }
    }

    @Test func `a machine that QEMU refuses is told with QEMU's words`() async throws {
        try await TinyFirmware.with(saying: "", then: .wait) { machine, folder in
            var settings = machine.settings
            settings.console = .file("/nonexistent/console")
            let error = await #expect(throws: MachineError.self) {
                try await DetachedMachine(folder: folder.path).start(settings, on: machine.hypervisor, by: .tcg)
            }
            #expect(error?.code == .toolFailed && error?.message.contains("/nonexistent/console") == true)
            #expect(!DetachedMachine(folder: folder.path).isRunning)
        }
    }

    @Test func `a process that has another one's number is never taken for it`() async throws {
        try await withFolder { folder in
            let path = folder.appendingPathComponent("process").path
            // This process lives, and holds no lock: the number was given anew.
            try "\(getpid())\n".write(toFile: path, atomically: false, encoding: .utf8)
            let file = ProcessFile(path: path)
            #expect(!file.isRunning)
            #expect(await file.end())
        }
    }

    @Test func `a program that was started lives on, and only one holds a file`() async throws {
        try await withFolder { folder in
            let (log, path) = (folder.path + "/log", folder.path + "/process")
            // flock(1) would take another kind of lock: Python takes the one that is looked for.
            let script = """
                import fcntl, os, sys, time
                file = open(sys.argv[1], "w")
                fcntl.lockf(file, fcntl.LOCK_EX)
                file.write(str(os.getpid())); file.flush()
                print("held", flush=True)
                time.sleep(600)
                """
            try await DetachedProgram.start(["/usr/bin/env", "python3", "-c", script, path], log: log)
            let file = ProcessFile(path: path)
            let end = ContinuousClock.now + .seconds(30)
            while !file.isRunning, ContinuousClock.now < end { await Task.yield() }
            #expect(file.isRunning)
            #expect(try !file.claim(), "somebody else has it")
            #expect(await file.end())
            #expect(!file.isRunning)
            #expect(try file.claim())
        }
    }
}
