/// What differs between two images. Every list is sorted; what is the same is not in it.
package struct ImageDifference: Sendable, Equatable {
    /// A value before and after; nil where there is none.
    package struct Change<Value: Sendable & Equatable>: Sendable, Equatable {
        package let from: Value?
        package let to: Value?

        /// nil where nothing changed.
        init?(_ from: Value?, _ to: Value?) {
            guard from != to else { return nil }
            self.from = from
            self.to = to
        }
    }

    /// Name and version of both images.
    package let from: (name: String, version: String)
    package let to: (name: String, version: String)
    package let packages: [PackageChange]
    package let files: [FileChange]
    package let units: [UnitChange]
    package let kernel: Change<String>?
    package let rootSize: Change<UInt64>?
    package let diskSize: Change<UInt64>?
    package let configurations: [ConfigurationChange]

    package init(from: ImageDescription, to: ImageDescription) {
        self.from = (from.name, from.version)
        self.to = (to.name, to.version)
        packages = PackageChange.all(from: from.packages, to: to.packages)
        files = FileChange.all(from: from.files, to: to.files)
        units = UnitChange.all(from: from.units, to: to.units)
        kernel = Change(from.kernel, to.kernel)
        rootSize = Change(from.rootSize, to.rootSize)
        diskSize = Change(from.diskSize, to.diskSize)
        configurations = ConfigurationChange.all(from: from.configurations, to: to.configurations)
    }

    /// Whether both images are the same, their names and versions aside.
    package var isEmpty: Bool {
        packages.isEmpty && files.isEmpty && units.isEmpty && kernel == nil && rootSize == nil && diskSize == nil
            && configurations.isEmpty
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.from == right.from && left.to == right.to && left.packages == right.packages && left.files == right.files
            && left.units == right.units && left.kernel == right.kernel && left.rootSize == right.rootSize
            && left.diskSize == right.diskSize && left.configurations == right.configurations
    }
}
