/// The names of an image's files in the store.
package enum ImageFiles {
    package static let disk = "disk.raw"
    package static let manifest = "manifest.json"
    /// The digests of the disk's blocks.
    package static let blocks = "disk.blocks"
    package static let spdx = "sbom.spdx.json"
    package static let cycloneDX = "sbom.cdx.json"
    /// What a test found.
    package static let verdict = "verdict.json"
    /// What the console said in the test.
    package static let console = "console.log"
}
