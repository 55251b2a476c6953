package import Values

/// What a software bill of materials says: an image, and the packages whose files are in it.
///
/// The same values give the same bytes: the time is an argument, names are derived from the disk's digest.
package struct BillOfMaterials: Sendable {
    package let image: DescribedImage
    package let inventory: PackageInventory
    package let distribution: Distribution
    /// `SOURCE_DATE_EPOCH`.
    package let created: Timestamp
    /// The version of the program that writes it.
    package let toolVersion: String

    package init(
        image: DescribedImage, inventory: PackageInventory, distribution: Distribution, created: Timestamp,
        toolVersion: String
    ) {
        self.image = image
        self.inventory = inventory
        self.distribution = distribution
        self.created = created
        self.toolVersion = toolVersion
    }

    /// `urn:uuid:…`, version 8 (RFC 9562), from the first bits of the disk's digest.
    var serialNumber: String {
        var bytes = Array(image.diskDigest.bytes.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "urn:uuid:" + text
    }

    func packageURL(_ package: InstalledPackage) -> String {
        PackageURL(package.identity, source: package.source, distribution: distribution).description
    }
}

/// The image that a bill of materials is about.
package struct DescribedImage: Sendable, Equatable {
    package let name: String
    package let version: String
    /// `amd64` or `arm64`.
    package let architecture: String
    /// SHA-256 over the digests of the disk's 512 KiB blocks: the manifest's name for the disk. It is no checksum of
    /// the file, and is never written as one.
    package let diskDigest: Digest
    /// SHA-256 of the disk's file, where it was taken.
    package let fileDigest: Digest?

    package init(name: String, version: String, architecture: String, diskDigest: Digest, fileDigest: Digest? = nil) {
        self.name = name
        self.version = version
        self.architecture = architecture
        self.diskDigest = diskDigest
        self.fileDigest = fileDigest
    }
}
