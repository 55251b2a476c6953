import ArgumentParser
import CLinux
import Images

/// How hard this machine works. The result does not depend on it.
struct WorkOptions: ParsableArguments {
    @Option(help: "Threads that work; all processors by default.")
    var threads: Int?

    @Option(
        help: "Memory to take, such as 256MiB, 160MiB at least; more data waits in an unnamed file beside the image.")
    var memory: SizeArgument?

    @Flag(name: .customLong("no-cache"), help: "Make everything anew, and keep nothing for the next time.")
    var noCache = false

    func validate() throws {
        if let memory, memory.bytes < PackOptions.leastMemory {
            throw ValidationError("--memory takes 160MiB and more.")
        }
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes 1 to 1024.") }
    }

    var packing: PackOptions {
        var options = PackOptions()
        options.threads = threads ?? processorCount()
        options.memory = memory?.bytes ?? .max
        // What threads free would else stay in heaps of their own: 20 MiB and more, which the limit does not count.
        if memory != nil { basalt_keep_heap_small() }
        if !noCache { options.cache = Environment.folders.cache.map { PackCache(directory: $0 + "/pack") } }
        return options
    }
}
