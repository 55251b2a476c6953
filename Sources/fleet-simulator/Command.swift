/// What the command line asks for.
enum Command {
    case soak(seed: UInt64, rotations: UInt64)
    case replay(seed: UInt64)

    /// nil for what cannot be read.
    init?(_ arguments: [String]) {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard ["--seed", "--rotations", "--replay"].contains(name), let value = rest.popFirst() else { return nil }
            values[name] = value
        }
        if let text = values["--replay"] {
            guard let seed = UInt64(text), values.count == 1 else { return nil }
            self = .replay(seed: seed)
        } else {
            guard let seed = UInt64(values["--seed"] ?? "1"), let rotations = UInt64(values["--rotations"] ?? "20000")
            else { return nil }
            self = .soak(seed: seed, rotations: rotations)
        }
    }
}
