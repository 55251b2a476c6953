import AWS
import CLinux
import Debian
import Documents
import Glibc
import Layers
import Machines
import Values

/// What `basalt doctor` asks of the machine. Tests give their own.
struct DoctorSurroundings: Sendable {
    /// Variables, files and the clock.
    var aws: AWSSurroundings
    /// A program by its name and the option that makes it name its version; nil where it is not installed.
    var program: @Sendable (_ name: String, _ question: String) async -> InstalledProgram?
    var hypervisor: @Sendable () -> HypervisorParts
    /// How fast guests run, really tried.
    var acceleration: @Sendable (Hypervisor) async throws(MachineError) -> Acceleration.Choice
    /// Whether the scripts of packages can run, really tried.
    var scripts: @Sendable () async throws(LayerError) -> Void
    var disk: @Sendable (_ path: String) -> DiskRoom
    /// Whether somebody keeps the clock in time; nil where the kernel does not say.
    var isClockKept: Bool?
    /// Who AWS takes the caller for.
    var caller: @Sendable (AWSSettings) async throws -> String

    /// Those of this process.
    static var process: DoctorSurroundings {
        let clock = basalt_clock_is_kept()
        return DoctorSurroundings(
            aws: .process, program: { await InstalledProgram.find($0, question: $1) },
            hypervisor: { HypervisorParts(Architecture.host ?? .x86_64) },
            acceleration: { (hypervisor) async throws(MachineError) in try await Acceleration.probe(hypervisor) },
            scripts: { () async throws(LayerError) in try await ScriptPrivilege.check() },
            disk: { DiskRoom($0) }, isClockKept: clock < 0 ? nil : clock == 1,
            caller: { settings in
                try await AWSSession.with(settings, agent: "basalt/\(BasaltCommand.version)") { session in
                    let region = settings.region ?? "us-east-1"
                    return try await session.client(region).send(STS.GetCallerIdentity()).arn ?? "an unknown caller"
                }
            })
    }
}

/// The room for a folder that may have to be made first.
struct DiskRoom: Equatable, Sendable {
    let isWritable: Bool
    /// Bytes that this user may still fill.
    let free: Int

    init(isWritable: Bool, free: Int) {
        (self.isWritable, self.free) = (isWritable, free)
    }

    /// Asks the nearest folder that is there.
    init(_ path: String) {
        var folder = path
        while !folder.isEmpty, access(folder, F_OK) != 0 {
            folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
        }
        if folder.isEmpty { folder = path.hasPrefix("/") ? "/" : "." }
        var state = statvfs()
        let isKnown = statvfs(folder, &state) == 0
        free =
            isKnown
            ? Int(clamping: UInt64(state.f_bavail).multipliedReportingOverflow(by: UInt64(state.f_frsize)).0) : 0
        isWritable = access(folder, W_OK | X_OK) == 0
    }
}
