/// The two spellings of one name: Ignition's `wipeTable`, `sizeMiB` and Butane's `wipe_table`, `size_mib`.
enum Words {
    /// Ignition's spelling in Butane's.
    static func snake(_ name: String) -> String {
        var result = ""
        var rest = name[...]
        while let first = rest.first {
            if rest.hasPrefix("MiB") {
                result += "_mib"
                rest = rest.dropFirst(3)
                continue
            }
            result += ("A"..."Z").contains(first) ? "_" + first.lowercased() : String(first)
            rest = rest.dropFirst()
        }
        return result
    }

    /// Butane's spelling in Ignition's.
    static func camel(_ name: String) -> String {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            if index == 0 { return String(part) }
            return part == "mib" ? "MiB" : part.prefix(1).uppercased() + part.dropFirst()
        }.joined()
    }
}
