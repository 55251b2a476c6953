/// What the command line asks for.
enum Command {
    case soak(seed: UInt64, rotations: UInt64)
    case replay(seed: UInt64)
    case scale(hosts: [Int])
    /// One large fleet with faults everywhere, every invariant checked.
    case large(hosts: Int)

    /// nil for what cannot be read.
    init?(_ arguments: [String]) {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard ["--seed", "--rotations", "--replay", "--scale", "--large"].contains(name),
                let value = rest.popFirst()
            else {
                return nil
            }
            values[name] = value
        }
        if let text = values["--replay"] {
            guard let seed = UInt64(text), values.count == 1 else { return nil }
            self = .replay(seed: seed)
        } else if let text = values["--large"] {
            guard let hosts = Int(text), (1...100_000).contains(hosts), values.count == 1 else { return nil }
            self = .large(hosts: hosts)
        } else if let text = values["--scale"] {
            let hosts = text.split(separator: ",").map { Int($0) ?? 0 }
            guard values.count == 1, !hosts.isEmpty, hosts.allSatisfy({ (1...100_000).contains($0) }) else {
                return nil
            }
            self = .scale(hosts: hosts)
        } else {
            guard let seed = UInt64(values["--seed"] ?? "1"), let rotations = UInt64(values["--rotations"] ?? "20000")
            else { return nil }
            self = .soak(seed: seed, rotations: rotations)
        }
    }
}
