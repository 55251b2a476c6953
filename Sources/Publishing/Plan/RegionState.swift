/// What a region holds of an image, as it was observed.
package struct RegionState: Sendable, Equatable {
    /// An AMI with the image's name.
    package struct Image: Sendable, Equatable {
        package var id: String
        /// `pending`, `available`, `failed`, …
        package var state: String
        package var reason: String?
        package var tags: [String: String] = [:]
        package var snapshots: [String] = []
        package var accounts: Set<String> = []
        /// As EC2 writes it: `2028-11-21T00:00:00.000Z`.
        package var deprecation: String?

        package init(id: String, state: String) {
            self.id = id
            self.state = state
        }
    }

    /// A snapshot with the disk's digest, or of one of the images.
    package struct Snapshot: Sendable, Equatable {
        package var id: String
        /// `pending`, `completed`, `error`.
        package var state: String
        package var reason: String?
        package var tags: [String: String] = [:]
        package var accounts: Set<String> = []

        package init(id: String, state: String) {
            self.id = id
            self.state = state
        }
    }

    package var images: [Image] = []
    package var snapshots: [Snapshot] = []
    /// The value of the SSM parameter.
    package var parameter: String?

    package init() {}
}

/// What earlier runs did in a region, by the journal: EC2 may not list it yet.
package struct RegionMemory: Sendable, Equatable {
    /// The AMI that was registered, or is copied.
    package var image: String?
    /// The snapshot that bytes go to.
    package var snapshot: String?
    /// Whether EBS was told that the snapshot has all its blocks, and may have heard it.
    package var isCompleting = false
    /// Whether EBS knows that the snapshot has all its blocks.
    package var isUploaded = false
    /// How often something was given up and begun anew.
    package var attempt = 0

    package init() {}
}
