import ArgumentParser

/// Options that every verb has.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    enum Color: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    enum Progress: String, ExpressibleByArgument, CaseIterable {
        case auto, json, none
    }

    @Option(help: "Results and messages for people or as JSON.")
    var format = Format.table

    @Flag(name: .shortAndLong, help: "Print results and problems only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Name every file that is read.")
    var verbose = false

    @Option(help: "Colours: auto, always or never. NO_COLOR is respected.")
    var color = Color.auto

    @Option(help: "Progress of long work: auto, json or none.")
    var progress = Progress.auto
}
