/// The names of an image's files in the store.
package enum ImageFiles {
    package static let disk = "disk.raw"
    package static let manifest = "manifest.json"
    /// The digests of the disk's blocks.
    package static let blocks = "disk.blocks"
    package static let spdx = "sbom.spdx.json"
    package static let cycloneDX = "sbom.cdx.json"
    /// What the image was built of.
    package static let inputs = "inputs.json"
    /// The Ed25519 signature of the manifest, 64 bytes; and the public key of whoever made it, which says nothing about
    /// whom to trust.
    package static let signature = "manifest.sig"
    package static let signer = "manifest.pub"
    /// What a test found.
    package static let verdict = "verdict.json"
    /// What the console said in the test.
    package static let console = "console.log"
}
