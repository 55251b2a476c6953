/// What a host says about itself through the report port: see image/root/usr/lib/basalt/report, which writes it.
///
/// | type | name | members |
/// |---|---|---|
/// | `begin` | the image's name | `version` |
/// | `trace` | a file that the boot read, in their order | |
/// | `fact` | | `value` |
/// | `milestone` | | `seconds` since the kernel started |
/// | `check` | | `passed`, `detail`: what it said, at most 4,000 bytes |
/// | `test` | of the profile | `passed`, `detail`, `status` |
/// | `end` | the image's name | |
package struct BootReport: Sendable, Equatable {
    package struct Milestone: Sendable, Equatable {
        package let name: String
        /// Since the kernel started.
        package let seconds: Double

        package init(name: String, seconds: Double) {
            self.name = name
            self.seconds = seconds
        }
    }

    package struct Check: Sendable, Equatable {
        package let name: String
        package let passed: Bool
        package let detail: String

        package init(name: String, passed: Bool, detail: String) {
            self.name = name
            self.passed = passed
            self.detail = detail
        }
    }

    /// One of the profile's own.
    package struct Test: Sendable, Equatable {
        package let name: String
        package let passed: Bool
        /// The command's exit status: 0 to 255.
        package let status: Int
        package let detail: String

        package init(name: String, passed: Bool, status: Int, detail: String) {
            self.name = name
            self.passed = passed
            self.status = status
            self.detail = detail
        }
    }

    package internal(set) var image: String
    package internal(set) var version: String
    /// The boot set: paths in the order in which the boot read them.
    package internal(set) var trace: [String] = []
    package internal(set) var facts: [String: String] = [:]
    package internal(set) var milestones: [Milestone] = []
    package internal(set) var checks: [Check] = []
    package internal(set) var tests: [Test] = []
    /// Whether its last line arrived. A report that was cut off tells what the host got to.
    package internal(set) var isComplete = false

    package init(image: String, version: String) {
        self.image = image
        self.version = version
    }

    /// Bytes of a whole report.
    package static let byteLimit = 16 << 20
}
