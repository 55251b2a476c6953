package import Values

/// Whether a disk passed its test, for those who publish it. It is bound to the disk's bytes by their digest.
package struct Verdict: Sendable, Equatable {
    package typealias Milestone = BootReport.Milestone
    package typealias Check = BootReport.Check
    package typealias Test = BootReport.Test

    /// The image's name and version, as the host told them.
    package let image: String
    package let version: String
    /// The manifest's digest of the disk that was tested.
    package let disk: Digest
    package let date: Timestamp
    package let checks: [Check]
    package let tests: [Test]
    package let milestones: [Milestone]
    package let facts: [String: String]
    /// What was wrong with the run itself, each a clause: the machine's failure, a report without an end.
    package let failures: [String]

    package init(
        image: String, version: String, disk: Digest, date: Timestamp, checks: [Check], tests: [Test],
        milestones: [Milestone], facts: [String: String], failures: [String]
    ) {
        self.image = image
        self.version = version
        self.disk = disk
        self.date = date
        self.checks = checks
        self.tests = tests
        self.milestones = milestones
        self.facts = facts
        self.failures = failures
    }

    /// What a run shows.
    /// - Parameters:
    ///   - failure: why the machine did not end in order; nil where it did.
    ///   - disk: the manifest's digest of the disk that was run.
    package init(_ report: BootReport, failure: String?, disk: Digest, date: Timestamp) {
        let missing = Self.required.filter { name in !report.checks.contains { $0.name == name } }
        let end = report.isComplete ? [] : ["the report has no end"]
        self.init(
            image: report.image, version: report.version, disk: disk, date: date, checks: report.checks,
            tests: report.tests, milestones: report.milestones, facts: report.facts,
            failures: [failure].compactMap(\.self) + end + missing.map { "it was not checked that \($0)" })
    }

    /// Whether the image may be published.
    package var passed: Bool {
        failures.isEmpty && !checks.isEmpty && checks.allSatisfy(\.passed) && tests.allSatisfy(\.passed)
    }

    /// What every host has to report; others depend on its profile.
    static let required = [
        "the root is read-only and verified", "/etc is changed in memory only", "there is no package manager",
        "Ignition got its configuration", "files, units and users of the configuration are there",
        "no unit has failed",
    ]
}
