import ArgumentParser
import Layers

/// What layers may ask for, and what is taken of them.
struct LayerLimitOptions: ParsableArguments {
    @Option(help: "Most bytes that may come out of all layers together.")
    var limit = SizeArgument(bytes: Int(clamping: LayerLimits().uncompressedBytes))

    @Option(help: "Most that a compressed layer may grow, as a factor; the first 1GiB is free.")
    var maxRatio = LayerLimits().ratio

    @Option(help: "Most entries of all layers together.")
    var maxEntries = LayerLimits().entries

    @Option(help: ArgumentHelp("An oddity that is taken, and is no error; may be given again.", valueName: "oddity"))
    var allow: [Oddity] = []

    func validate() throws {
        if maxRatio < 1 { throw ValidationError("--max-ratio takes 1 and more.") }
        if maxEntries < 1 { throw ValidationError("--max-entries takes 1 and more.") }
    }

    var limits: LayerLimits {
        var limits = LayerLimits()
        limits.uncompressedBytes = UInt64(limit.bytes)
        limits.ratio = maxRatio
        limits.entries = maxEntries
        limits.allowed = Set(allow)
        return limits
    }
}

extension Oddity: ExpressibleByArgument {}
