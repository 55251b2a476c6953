import ArgumentParser
import BootDisk
import Documents
import Images
import Layers
import SquashFS
import Values

/// `basalt pack`.
struct Pack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pack root file system layers into one SquashFS image.",
        usage: "basalt pack <layer> ... -o <file> [<options>]",
        discussion: """
            Layers come bottom first. A layer is a directory, a tar file (plain, gzip, zstd or xz), an OCI image \
            layout, a Debian package, or, as docker-archive:PATH, what `docker save` wrote; oci:PATH:NAME, \
            tar:PATH@sha256:HEX, deb:PATH and dir:PATH say it exactly. tar:URL@sha256:HEX is got by https; \
            debian:LOCK and debs:LOCK are the packages that `basalt lock` wrote to a lock file. The same layers give the same bytes, whatever the machine and the threads.
            """)

    @Argument(help: ArgumentHelp("Layers and images, the bottom one first.", valueName: "layer"), completion: .file())
    var layers: [String]

    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The image.", valueName: "file"))
    var file: String

    @OptionGroup(title: "Image")
    var image: PackImageOptions

    @Flag(help: "Use no network: what is not in the package store is an error.")
    var offline = false

    @OptionGroup(title: "Work")
    var work: WorkOptions

    @OptionGroup(title: "Limits of layers")
    var limits: LayerLimitOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let report = Report(options: output)
        var options = work.packing
        options.image = image.options
        options.bootOrder = try image.bootPaths(report)
        if image.verity != nil { options.hashes.salt = image.salt.bytes }
        let result: PackResult
        let stack = try await stack(report)
        do throws(PackError) { result = try pack(stack, options) } catch { throw report.failure(error) }
        report.warn(of: result.root)
        let tree = try image.writeVerity(result, report)
        try report.show(result, of: file, rootHash: tree?.rootHash)
    }

    private func pack(_ stack: LayerStack, _ options: PackOptions) throws(PackError) -> PackResult {
        let total = stack.layers.reduce(UInt64(0)) { $0 + ($1.storedSize ?? 0) }
        return try ProgressLine.packing(output, "packing", total: total) { (progress) throws(PackError) in
            try ImagePacker(options, onProgress: progress).pack(stack, to: file)
        }
    }

    private func stack(_ report: Report) async throws -> LayerStack {
        let opening = LayerOpening(limits: limits.limits, isOffline: offline, report: report)
        var problems: [LayerError] = []
        var found: [any Layer] = []
        for layer in layers {
            do { found += try await opening.layers(of: layer, platform: image.platform) } catch let error as LayerError
            {
                problems.append(error)
            } catch let errors as LayerErrors {
                problems += errors.all
            }
        }
        if let errors = LayerErrors(problems) { throw report.failure(errors) }
        var stack = LayerStack(found, limits: limits.limits)
        // Nothing is said of them but what the user said.
        stack.takesDigests = false
        return stack
    }
}
