import AWS
import Documents
import Fleet
import FleetEC2
import Foundation
import Synchronization
import TestSupport
import Testing
import Values

/// The tests that share the stand-in, one after the other.
@Suite(.serialized) enum WithStandIn {}

private let names = Mutex(0)

/// A name that no other test has: they share an account.
func unique(_ name: String) -> String {
    names.withLock {
        $0 += 1
        return "\(name)-\($0)"
    }
}

/// A session with the stand-in, which never really waits.
func withSession<Result>(
    _ standIn: AWSStandIn, _ change: [String: String] = [:], _ body: (AWSSession) async throws -> Result
) async throws -> Result {
    let variables = standIn.variables.merging(change) { _, new in new }
    var surroundings = AWSSurroundings.process
    surroundings.variable = { variables[$0] }
    surroundings.sleep = { _ in try Task.checkCancellation() }
    return try await AWSSession.with(AWSSettings(surroundings), agent: "test/1") { try await body($0) }
}

/// A folder of its own, removed afterwards.
func inFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("basalt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

/// Time that passes only while somebody sleeps, from the real time on: EC2 says when instances were launched.
final class PatientClock: Fleet.Clock, Sendable {
    private let time = Mutex(Timestamp(seconds: Int64(Date().timeIntervalSince1970)))

    func now() -> Timestamp { time.withLock { $0 } }
    func sleep(seconds: Int) { time.withLock { $0 = $0 + seconds } }
    func local(_ time: Timestamp, in timezone: String) -> LocalTime? { nil }
}

/// Whether all cases are tried, as `make e2e` does: a rotation takes seconds.
let isLong = ProcessInfo.processInfo.environment["BASALT_LONG_TESTS"] != nil

/// Every instance whose checks pass is a member, and nothing runs on it.
final class Members: Workload, Sendable {
    private let cordoned = Mutex<Set<String>>([])

    func members(of instances: [Instance]) -> MemberReport {
        var members: [String: Member] = [:]
        for instance in instances where instance.state == .running && !instance.isKept {
            members[instance.id] = Member(
                isReady: instance.check == .ok, isCordoned: cordoned.withLock { $0.contains(instance.id) })
        }
        return MemberReport(members: members, quorum: nil)
    }

    func perform(_ change: HostChange, on instance: Instance) {
        switch change {
        case .cordon: cordoned.withLock { _ = $0.insert(instance.id) }
        case .uncordon: cordoned.withLock { _ = $0.remove(instance.id) }
        default: break
        }
    }

    func reading(of gate: Gate, on instance: Instance) -> GateReading { .pass }
}
