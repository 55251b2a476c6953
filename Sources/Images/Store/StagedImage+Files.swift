import Documents
import Inventory

extension StagedImage {
    /// Writes what lies beside the disk.
    package func write(_ image: BuiltImage, inputs: ImageInputs, _ key: SigningKey?) throws(PackError) {
        let manifest = Array(image.manifest.text.utf8)
        try write(image.blocks.bytes, as: ImageFiles.blocks)
        try write(JSONWriter.bytes(image.bills.spdx, .pretty), as: ImageFiles.spdx)
        try write(JSONWriter.bytes(image.bills.cycloneDX, .pretty), as: ImageFiles.cycloneDX)
        try write(Array(inputs.text.utf8), as: ImageFiles.inputs)
        if let key {
            let files: [(name: String, bytes: [UInt8])]
            do throws(KeyError) { files = try ManifestSignature.files(manifest, key) } catch { throw .key(error) }
            for file in files { try write(file.bytes, as: file.name) }
        }
        try write(manifest, as: ImageFiles.manifest)
    }
}
