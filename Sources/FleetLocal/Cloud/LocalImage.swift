package import Fleet
package import Machines

/// An image that local machines can be made of.
package struct LocalImage: Sendable, Equatable {
    package enum Verdict: Sendable {
        case passed, failed
        case untested
    }

    /// Path of the raw disk; it is never written.
    package let disk: String
    package let diskSize: Int
    package let architecture: Architecture
    package let verdict: Verdict

    package init(disk: String, diskSize: Int, architecture: Architecture, verdict: Verdict) {
        self.disk = disk
        self.diskSize = diskSize
        self.architecture = architecture
        self.verdict = verdict
    }
}

/// The images of this computer, by their immutable IDs.
package protocol LocalImages: Sendable {
    /// nil where there is no such image.
    func image(_ id: String) throws(ServiceFailure) -> LocalImage?
}
