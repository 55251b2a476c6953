import Documents
import Images
import Layers
import Values

/// Builds an image of its inputs, the first time or again.
struct ImageBuild {
    private let inputs: ImageInputs
    /// How hard this machine works, and what it may reuse.
    private let packing: PackOptions
    private let isOffline: Bool
    private let output: OutputOptions

    init(_ inputs: ImageInputs, packing: PackOptions, isOffline: Bool, output: OutputOptions) {
        self.inputs = inputs
        self.packing = packing
        self.isOffline = isOffline
        self.output = output
    }

    /// What was built, and the inputs with the digests of their layers.
    struct Result {
        let image: BuiltImage
        let inputs: ImageInputs
    }

    /// Makes the disk at a path.
    /// - Throws: an exit code, when the errors have been shown.
    func build(to path: String) async throws -> Result {
        let report = Report(options: output)
        let opening = LayerOpening(
            limits: inputs.limits, isOffline: isOffline, report: report, date: inputs.givenDate)
        let groups: [[any Layer]]
        do { groups = try await opening.layers(of: inputs.layers, modified: inputs.sourceDate) } catch let errors
            as LayerErrors
        {
            throw report.failure(errors)
        }
        var stack = LayerStack(groups.flatMap(\.self), limits: inputs.limits)
        stack.takesDigests = true
        let image: BuiltImage
        do throws(PackError) { image = try build(stack, to: path) } catch { throw report.failure(error) }
        var inputs = inputs
        var digests = image.manifest.layers[...]
        for (place, group) in groups.enumerated() {
            inputs.layers[place].digests = Array(digests.prefix(group.count))
            digests = digests.dropFirst(group.count)
        }
        return Result(image: image, inputs: inputs)
    }

    private func build(_ stack: LayerStack, to path: String) throws(PackError) -> BuiltImage {
        let total = stack.layers.reduce(UInt64(0)) { $0 + ($1.storedSize ?? 0) }
        let request = request
        return try ProgressLine.packing(output, "building", total: total) { (progress) throws(PackError) in
            try ImageBuilder(request, onProgress: progress).build(stack, to: path)
        }
    }

    private var request: BuildRequest {
        var request = BuildRequest(name: inputs.name, version: inputs.version, profileDigest: inputs.profileDigest)
        request.profileName = inputs.name
        request.architecture = inputs.profile["target"]?["architecture"]?.string == "aarch64" ? .aarch64 : .x86_64
        let image = inputs.profile["image"]
        request.kernelArguments = (image?["kernel_arguments"]?.items ?? []).compactMap(\.string)
        request.removed = (image?["remove"]?.items ?? []).compactMap { $0.string.flatMap(Glob.init) }
        request.sourceDate = inputs.sourceDate
        request.unpacked = inputs.locked.filter { $0.request.kind == .debs }.flatMap(\.packages).map(\.identity)
        request.packing = packing
        request.packing.image = ImageFilesystem.options(image?["filesystem"])
        request.packing.bootOrder = inputs.bootOrder
        request.tool = BasaltCommand.version
        return request
    }
}
