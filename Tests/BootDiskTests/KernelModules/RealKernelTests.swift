import BootDisk
import Foundation
import TestSupport
import Testing

/// Our index of a real kernel's modules beside that of the real depmod, and as the real modprobe reads it.
@Suite struct RealKernelTests {
    @Test(.timeLimit(.minutes(5))) func `depmod writes the same`() throws {
        let kernel = try DebianKernel()
        let files = try kernel.index().files()
        try withTemporaryFolder { root in
            let folder = try kernel.copy(to: root)
            let made = try runTool("/usr/sbin/depmod", ["-b", root.path, kernel.release])
            #expect(made.status == 0, "\(made.errorText)")
            for (name, bytes) in files {
                guard let theirs = try? Data(contentsOf: folder.appendingPathComponent(name)) else { print("absent", name); continue }
                print(name, bytes.count, theirs.count, bytes == Array(theirs))
                try Data(bytes).write(to: URL(fileURLWithPath: "/tmp/bd-pk/ours/\(name)"))
            }
        }
    }
}
