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

    @Argument(help: ArgumentHelp("Layers and images, the bottom one first.", valueName: "layer"))
    var layers: [String]

    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The image.", valueName: "file"))
    var file: String

    @OptionGroup(title: "Image")
    var image: PackImageOptions

    @Option(help: "Threads that work; all processors by default.")
    var threads: Int?

    @Option(help: "Memory to take, such as 256MiB, 160MiB at least; more data waits in an unnamed file beside the image.")
    var memory: SizeArgument?

    @Flag(help: "Use no network: what is not in the package store is an error.")
    var offline = false

    @Flag(name: .customLong("no-cache"), help: "Make everything anew, and keep nothing for the next time.")
    var noCache = false

    @OptionGroup(title: "Limits of layers")
    var limits: LayerLimitOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if let memory, memory.bytes < PackOptions.leastMemory {
            throw ValidationError("--memory takes 160MiB and more.")
        }
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes 1 to 1024.") }
    }

    func run() async throws {
        let report = Report(options: output)
        var options = PackOptions()
        options.image = image.options
        options.threads = threads ?? processorCount()
        options.memory = memory?.bytes ?? .max
        if !noCache { options.cache = Environment.cacheDirectory.map { PackCache(directory: $0 + "/pack") } }
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
        var progress = ProgressLine(output, "packing", total: total)
        Interruption.begin()
        defer {
            Interruption.end()
            progress.finish()
        }
        let packer = ImagePacker(options) { done in
            progress.update(read: done.read, taken: done.taken, encoded: done.encoded)
            return !Interruption.isRequested
        }
        return try packer.pack(stack, to: file)
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
