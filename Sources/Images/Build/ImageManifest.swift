package import Values

/// What an image is: written once beside its disk, and never changed. See docs/manifest.md.
package struct ImageManifest: Sendable, Equatable {
    package struct Partition: Sendable, Equatable {
        package let name: String
        /// The partition's unique GUID, and its type's.
        package let identifier: String
        package let type: String
        /// Bytes from the disk's start, and bytes.
        package let offset: UInt64
        package let size: UInt64
        /// Of its 512 KiB blocks' digests.
        package let digest: Digest

        package init(
            name: String, identifier: String, type: String, offset: UInt64, size: UInt64, digest: Digest
        ) {
            self.name = name
            self.identifier = identifier
            self.type = type
            self.offset = offset
            self.size = size
            self.digest = digest
        }
    }

    package struct Verity: Sendable, Equatable {
        package let rootHash: Digest
        package let salt: [UInt8]
        /// Blocks of 4 KiB.
        package let dataBlocks: UInt64

        package init(rootHash: Digest, salt: [UInt8], dataBlocks: UInt64) {
            self.rootHash = rootHash
            self.salt = salt
            self.dataBlocks = dataBlocks
        }
    }

    package var name: String
    package var version: String
    package var architecture: String
    package var profileName: String
    package var profileDigest: Digest
    /// Of the layers' stored bytes, bottom first; nil for folders.
    package var layers: [Digest?]
    package var kernelRelease: String
    package var commandLine: String
    package var packages: [PackageIdentity]
    package var partitions: [Partition]
    package var verity: Verity
    package var diskSize: UInt64
    /// SHA-256 over the digests of the disk's 512 KiB blocks in their order.
    package var diskDigest: Digest
    /// Of the programs and libraries that decide about bytes.
    package var tools: [String: String]
    package var sourceDate: Timestamp

    package var reference: String { "\(name)@\(version)" }
}
